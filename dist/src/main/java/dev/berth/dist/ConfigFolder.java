package dev.berth.dist;

import dev.berth.shared.text.PrintableText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A folder of configurations, named as Felix FileInstall names them: {@code PID.cfg}, and {@code
 * PID-NAME.cfg} for a factory PID. Each is a Java properties file in UTF-8.
 *
 * @param path of the folder
 */
record ConfigFolder(Path path) {
    private static final String SUFFIX = ".cfg";
    private static final int LARGEST = 1 << 20;

    /**
     * Returns configurations with the files' keys added.
     *
     * @param options what the options say, by PID; no file may say it again
     * @return properties by PID, {@code PID~NAME} for a factory PID
     * @throws LaunchException if a file cannot be read, or says what an option says
     */
    Map<String, Map<String, Object>> over(Map<String, Map<String, Object>> options)
            throws LaunchException {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(options);
        for (Map.Entry<String, Path> file : files().entrySet()) {
            Map<String, Object> base = options.getOrDefault(file.getKey(), Map.of());
            Map<String, Object> merged = new LinkedHashMap<>(base);
            for (Map.Entry<String, Object> line : read(file.getValue()).entrySet()) {
                if (base.containsKey(line.getKey())) {
                    throw new LaunchException(
                            "%s: %s is what an option of berth start says: use that, or its key in"
                                            .formatted(file.getValue(), line.getKey())
                                    + " the --config-file");
                }
                merged.put(line.getKey(), line.getValue());
            }
            all.put(file.getKey(), merged);
        }
        return all;
    }

    /** By PID, sorted: what is wrong is told of the same file each time. */
    private Map<String, Path> files() throws LaunchException {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(path, "*" + SUFFIX)) {
            for (Path file : listing) {
                String name = file.getFileName().toString();
                String pid = name.substring(0, name.length() - SUFFIX.length());
                files.put(pid.replaceFirst("-", "~"), file);
            }
        } catch (IOException | RuntimeException e) {
            throw new LaunchException(
                    "--config-dir %s cannot be read: %s"
                            .formatted(path, PrintableText.line(String.valueOf(e))),
                    e);
        }
        return files;
    }

    private static Map<String, Object> read(Path file) throws LaunchException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new IOException("it has more than %d bytes".formatted(LARGEST));
            }
            Properties lines = new Properties();
            lines.load(
                    new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8));
            Map<String, Object> properties = new TreeMap<>();
            lines.forEach((key, value) -> properties.put((String) key, value));
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchException(
                    "%s cannot be read: %s"
                            .formatted(file, PrintableText.line(String.valueOf(e.getMessage()))),
                    e);
        }
    }
}
