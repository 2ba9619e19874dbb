import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites the jars below a folder with the same entries in the same order, stored instead of
 * deflated: the framework reads each class of a bundle at each start, archive or not. Run by the
 * build of the distribution as a program of one source file.
 */
public final class UncompressedJars {
    private UncompressedJars() {}

    /** Rewrites the jars below the folder that is named. */
    public static void main(String[] folder) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(Path.of(folder[0]))) {
            jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
            copy(jar, stored);
            Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(to));
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry : zip.stream().toList()) {
                out.putNextEntry(stored(entry));
                zip.getInputStream(entry).transferTo(out);
                out.closeEntry();
            }
        }
    }

    /** Its size and CRC must be known before its bytes. */
    private static ZipEntry stored(ZipEntry entry) {
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setTimeLocal(entry.getTimeLocal());
        stored.setSize(entry.getSize());
        stored.setCrc(entry.getCrc());
        return stored;
    }
}
