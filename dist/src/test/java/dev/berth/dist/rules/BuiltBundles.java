package dev.berth.dist.rules;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Berth's bundles as built, from the test's class path: jars, or folders before they are packaged.
 */
final class BuiltBundles {
    private static final Pattern SYMBOLIC_NAME =
            Pattern.compile("(?m)^Bundle-SymbolicName: *(dev\\.berth\\.[a-z.]+)");

    private BuiltBundles() {}

    /** Returns the class path entry of each bundle by its symbolic name. */
    static Map<String, Path> all() {
        Map<String, Path> bundles = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String manifest =
                    new String(
                            files(path, JarFile.MANIFEST_NAME::equals)
                                    .getOrDefault(JarFile.MANIFEST_NAME, new byte[0]));
            SYMBOLIC_NAME
                    .matcher(manifest)
                    .results()
                    .forEach(result -> bundles.put(result.group(1), path));
        }
        return bundles;
    }

    /** Returns the content of a bundle's files by their names, those that are asked for. */
    static Map<String, byte[]> files(Path bundle, Predicate<String> wanted) {
        try {
            return Files.isDirectory(bundle) ? inFolder(bundle, wanted) : inJar(bundle, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> inFolder(Path folder, Predicate<String> wanted)
            throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString();
                if (wanted.test(name)) {
                    found.put(name, Files.readAllBytes(file));
                }
            }
        }
        return found;
    }

    private static Map<String, byte[]> inJar(Path jar, Predicate<String> wanted)
            throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        if (Files.exists(jar)) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (ZipEntry entry :
                        file.stream().filter(e -> wanted.test(e.getName())).toList()) {
                    try (InputStream bytes = file.getInputStream(entry)) {
                        found.put(entry.getName(), bytes.readAllBytes());
                    }
                }
            }
        }
        return found;
    }
}
