import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites bundles for a framework that starts them each time anew. Entries are stored instead of
 * deflated: the framework reads each class of a bundle at each start, archive of classes or not. And
 * the component descriptions of a bundle, which bnd writes one by one, are one document (OSGi
 * Compendium 8, 112.4): SCR makes a parser for each. Run by the build of the distribution as a
 * program of one source file.
 */
public final class DistributionBundles {
    private static final String COMPONENTS = "Service-Component";
    private static final String ONE = "OSGI-INF/components.xml";

    private record Entry(LocalDateTime time, byte[] bytes) {}

    private DistributionBundles() {}

    /** Rewrites the jars that are named, or are below the folders that are named. */
    public static void main(String[] places) throws IOException {
        for (String place : places) {
            List<Path> jars;
            try (Stream<Path> files = Files.walk(Path.of(place))) {
                jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
            }
            for (Path jar : jars) {
                Map<String, Entry> entries = read(jar);
                mergeComponents(entries);
                Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
                write(entries, stored);
                Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Map<String, Entry> read(Path jar) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                entries.put(entry.getName(), new Entry(entry.getTimeLocal(), bytes));
            }
        }
        return entries;
    }

    private static void mergeComponents(Map<String, Entry> entries) throws IOException {
        Entry head = entries.get(JarFile.MANIFEST_NAME);
        Manifest manifest = new Manifest(new ByteArrayInputStream(head.bytes()));
        String listed = manifest.getMainAttributes().getValue(COMPONENTS);
        List<String> names = listed == null ? List.of() : List.of(listed.split(","));
        if (names.size() < 2 || !entries.keySet().containsAll(names)) {
            return;
        }
        StringBuilder document = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        document.append("<components>\n");
        for (String name : names) {
            String one = new String(entries.remove(name).bytes(), StandardCharsets.UTF_8);
            document.append(one.substring(one.indexOf("?>") + 2).strip()).append('\n');
        }
        document.append("</components>\n");
        byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        entries.put(ONE, new Entry(head.time(), bytes));
        manifest.getMainAttributes().putValue(COMPONENTS, ONE);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        manifest.write(changed);
        entries.put(JarFile.MANIFEST_NAME, new Entry(head.time(), changed.toByteArray()));
    }

    private static void write(Map<String, Entry> entries, Path jar) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(jar));
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                out.putNextEntry(stored(entry.getKey(), entry.getValue()));
                out.write(entry.getValue().bytes());
                out.closeEntry();
            }
        }
    }

    /** Its size and CRC must be known before its bytes. */
    private static ZipEntry stored(String name, Entry entry) {
        CRC32 checksum = new CRC32();
        checksum.update(entry.bytes());
        ZipEntry stored = new ZipEntry(name);
        stored.setTimeLocal(entry.time());
        stored.setSize(entry.bytes().length);
        stored.setCrc(checksum.getValue());
        return stored;
    }
}
