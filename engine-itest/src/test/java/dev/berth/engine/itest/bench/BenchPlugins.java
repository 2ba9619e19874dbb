package dev.berth.engine.itest.bench;

import dev.berth.engine.itest.MinimalRootfs;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/**
 * The plugins that are measured with, as the tar that {@code create} takes: one that starts at
 * once, small or with ballast of which half can be compressed. No two have the same layer, so that
 * no push finds its blobs there.
 */
final class BenchPlugins {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int BALLAST_FILES = 8;
    private static final int PER_FOLDER = 100;
    private static final int LEAST_FILE = 200;
    private static final int MOST_FILE = 12_000;
    private static final String CONFIG =
            """
            {"description":"measured","entrypoint":%s,"network":{"type":"none"},
             "interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"},
             "propagatedMount":"/data"}
            """
                    .formatted(MinimalRootfs.ENTRYPOINT);

    private final Path folder;
    private final Random random = new Random(1);
    private int made;

    BenchPlugins(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Makes a plugin, and returns its folder. */
    Path make(int megabytes) throws IOException {
        Path plugin = makeIdle(megabytes);
        Path rootfs = plugin.resolve("rootfs");
        MinimalRootfs.into(rootfs);
        Files.createDirectory(rootfs.resolve("data"));
        return plugin;
    }

    /** Makes one that has nothing but its ballast, and cannot be started. */
    Path makeIdle(int megabytes) throws IOException {
        Path plugin = folder.resolve("p" + made++);
        Path rootfs = Files.createDirectories(plugin.resolve("rootfs"));
        Files.writeString(plugin.resolve("config.json"), CONFIG);
        for (int i = 0; i < megabytes; i++) {
            Path file = rootfs.resolve("ballast" + i % BALLAST_FILES);
            Files.write(file, megabyte(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return plugin;
    }

    /**
     * Makes one of many files of 200 bytes to 12 kB, in folders of a hundred, that cannot be
     * started.
     */
    Path makeFiles(int count) throws IOException {
        Path plugin = makeIdle(0);
        for (int i = 0; i < count; i++) {
            Path parent = plugin.resolve("rootfs/files" + i / PER_FOLDER);
            if (i % PER_FOLDER == 0) {
                Files.createDirectory(parent);
            }
            byte[] content = new byte[LEAST_FILE + random.nextInt(MOST_FILE - LEAST_FILE)];
            random.nextBytes(content);
            Arrays.fill(content, content.length / 2, content.length, (byte) 'b');
            Files.write(parent.resolve("file" + i), content);
        }
        return plugin;
    }

    private byte[] megabyte() {
        byte[] half = new byte[MEGABYTE / 2];
        random.nextBytes(half);
        byte[] all = Arrays.copyOf(half, MEGABYTE);
        Arrays.fill(all, MEGABYTE / 2, MEGABYTE, (byte) 'b');
        return all;
    }

    /** Packs a plugin with a file that no other has. */
    Path pack(Path plugin) throws IOException, InterruptedException {
        Files.writeString(plugin.resolve("rootfs/number"), Integer.toString(made++));
        Path tar = plugin.resolveSibling(plugin.getFileName() + ".tar");
        Programs.run(
                "tar",
                "-C",
                plugin.toString(),
                "--blocking-factor=1",
                "--owner=0",
                "--group=0",
                "-cf",
                tar.toString(),
                "config.json",
                "rootfs");
        return tar;
    }
}
