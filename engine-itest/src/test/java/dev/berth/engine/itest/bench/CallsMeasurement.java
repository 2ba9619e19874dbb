package dev.berth.engine.itest.bench;

import dev.berth.testing.GoProgram;
import dev.berth.testing.Programs;
import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Measures calls of a plugin by a bundle in the distribution, beside Go's net/http client: the
 * bundle's command {@code bench:calls} does it.
 */
final class CallsMeasurement {
    private static final String CONFIG =
            """
            {"description":"called","entrypoint":["/calls","serve","/run/docker/plugins/p.sock"],
             "network":{"type":"none"},"propagatedMount":"/data",
             "interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"}}
            """;

    private CallsMeasurement() {}

    /**
     * Returns the rows of a table, in Markdown.
     *
     * @param bundle the file of the bundle
     * @param rounds how often each is timed
     * @param millis how long each time
     */
    static List<String> measure(Path bundle, int rounds, int millis) throws Exception {
        Path folder = Files.createTempDirectory("calls");
        try {
            Path program = GoProgram.build(Path.of("src/test/go/calls.go"), folder.resolve("go"));
            Path plugin = plugin(folder.resolve("plugin"), program);
            Path script =
                    Files.writeString(
                            folder.resolve("calls.gosh"),
                            """
                            plugin:create --grant-all-permissions bench/calls:1 %1$s
                            plugin:enable bench/calls:1
                            felix:start file:%2$s
                            bench:calls bench/calls:1 %3$s %4$s/run %5$d %6$d
                            plugin:disable bench/calls:1
                            plugin:rm bench/calls:1
                            """
                                    .formatted(
                                            plugin,
                                            bundle.toRealPath(),
                                            program,
                                            folder,
                                            rounds,
                                            millis));
            String said = run(folder, script);
            List<String> rows = said.lines().filter(line -> line.startsWith("| ")).toList();
            if (rows.isEmpty()) {
                throw new IOException("bench:calls found nothing:\n" + said);
            }
            return rows;
        } finally {
            TestFolders.delete(folder);
        }
    }

    private static Path plugin(Path plugin, Path program) throws IOException {
        Path rootfs = Files.createDirectories(plugin.resolve("rootfs"));
        Files.copy(program, rootfs.resolve("calls"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectory(rootfs.resolve("data"));
        Files.writeString(plugin.resolve("config.json"), CONFIG);
        return plugin;
    }

    private static String run(Path folder, Path script) throws Exception {
        return Programs.run(
                Path.of(System.getProperty("berth.home"), "bin/berth").toString(),
                "shell",
                "--root",
                folder.resolve("root").toString(),
                "--exec-root",
                folder.resolve("run").toString(),
                "--containerd",
                "own",
                script.toString());
    }
}
