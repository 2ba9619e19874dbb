package dev.berth.itest.parts;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** {@code ./berth demo} with the distribution, bundle and plugin that this build has made. */
public final class DemoRun {
    private static final int LIMIT_SECONDS = 120;
    private static final String SCRIPT =
            """
            set -euo pipefail
            home=$1 consumer=$2 plugin=$3
            require_root() { :; }
            install_missing() { :; }
            build() { :; }
            build_plugin() { :; }
            step() { echo "== $*"; }
            fail() { echo "berth: $*" >&2; exit 1; }
            # The folder of all containerds' shims, in which those of other tests may be any moment.
            rmdir() { :; }
            . "$4/scripts/demo.sh"
            demo
            """;

    private DemoRun() {}

    /** Runs it to its end, and returns what it prints. */
    public static String output() throws IOException {
        Process demo =
                new ProcessBuilder(
                                List.of(
                                        "timeout",
                                        Integer.toString(LIMIT_SECONDS),
                                        "bash",
                                        "-c",
                                        SCRIPT,
                                        "demo",
                                        System.getProperty("berth.dist"),
                                        consumer(),
                                        PluginSource.example().folder().toString(),
                                        System.getProperty("berth.checkout")))
                        .redirectErrorStream(true)
                        .start();
        demo.getOutputStream().close();
        return new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String consumer() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.matches(".*/dev\\.berth\\.example\\.consumer-\\d.*\\.jar"))
                .findFirst()
                .orElseThrow();
    }
}
