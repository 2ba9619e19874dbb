package dev.berth.example.volumeplugin;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Tells which system a volume is on; the plugin's config asks for the host's file. */
final class HostRelease {
    private HostRelease() {}

    static String name() {
        Properties system = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("/etc/os-release"))) {
            system.load(in);
        } catch (IOException e) {
            return "unknown";
        }
        return system.getProperty("PRETTY_NAME", "unknown").replace("\"", "");
    }
}
