package dev.berth.runtime.containerd;

import dev.berth.plugin.Digest;
import dev.berth.runtime.containerd.CallFault.Moment;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginTask;
import dev.berth.testing.GnuTar;
import dev.berth.testing.Programs;
import dev.berth.testing.RawTar;
import dev.berth.testing.RecordingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * The main class of an engine that ends itself as {@code kill -9} does, at one moment of one call
 * to containerd. It exits with 0 if it made fewer calls.
 */
final class FaultyEngine {
    static final int DIED = 9;

    static final int FILES = 39;

    private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar";
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String MOUNTING =
            "mkdir '/data/v'; system('/usr/bin/mount', '-t', 'tmpfs', 'v', '/data/v') == 0 or die";

    private FaultyEngine() {}

    /** What it does meanwhile. */
    enum Action {
        START,
        ATTACH,
        STOP,
        CLEAR,
        UNPACK,
        /** Unpacks files, and dies at one of them instead of at a call. */
        UNPACK_FILES,
        /** Starts a second task beside the first, and stops the first. */
        UPGRADE
    }

    /**
     * Runs one.
     *
     * @param arguments folder of the host, action, moment, number of the call; and a property with
     *     its value
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 4) {
            System.setProperty(arguments[4], arguments[5]);
        }
        Path folder = Path.of(arguments[0]);
        Action action = Action.valueOf(arguments[1]);
        CallFault fault =
                new CallFault(
                        Integer.parseInt(arguments[3]),
                        Moment.valueOf(arguments[2]),
                        () -> Runtime.getRuntime().halt(DIED));
        ContainerdRuntime runtime =
                new ContainerdRuntime(
                        ContainerdHost.configuration(folder), new RecordingLog().logger(), fault);
        if (action == Action.UNPACK_FILES) {
            unpackFiles(runtime, folder, Integer.parseInt(arguments[3]));
            return;
        }
        if (action == Action.UNPACK) {
            fault.arm();
            unpack(runtime, folder);
            return;
        }
        PluginLaunch launch = launch(folder);
        if (action == Action.START) {
            fault.arm();
            runtime.start(launch);
            return;
        }
        if (action == Action.ATTACH) {
            runtime.start(launch);
            fault.arm();
            runtime.attach(launch);
            return;
        }
        PluginTask task = runtime.start(launch);
        fault.arm();
        switch (action) {
            case STOP -> task.stop(GRACE);
            case UPGRADE -> {
                runtime.start(second(folder));
                task.stop(GRACE);
            }
            default -> runtime.clear(launch.id());
        }
    }

    /** Unpacks a layer with something that is left to containerd. */
    private static void unpack(ContainerdRuntime runtime, Path folder) throws Exception {
        Path files = Files.createDirectories(folder.resolve("layer-files"));
        if (Files.notExists(files.resolve("pipe"))) {
            Programs.run("mkfifo", files.resolve("pipe").toString());
        }
        byte[] tar = GnuTar.pack(files, "gnu", "pipe");
        Descriptor layer = Descriptor.of(LAYER, Digest.sha256(tar), tar.length);
        Path blob = Files.write(folder.resolve("layer"), tar);
        Path rootfs = Files.createDirectories(folder.resolve("unpacked"));
        runtime.unpack(layer, blob, rootfs, done -> {});
    }

    private static void unpackFiles(ContainerdRuntime runtime, Path folder, int last)
            throws Exception {
        RawTar tar = new RawTar();
        for (int i = 1; i <= FILES; i++) {
            tar.file("f" + i, "x".repeat(i));
        }
        byte[] bytes = tar.end();
        Descriptor layer = Descriptor.of(LAYER, Digest.sha256(bytes), bytes.length);
        Path blob = Files.write(folder.resolve("layer"), bytes);
        Path rootfs = Files.createDirectories(folder.resolve("files"));
        AtomicInteger files = new AtomicInteger();
        LongConsumer progress =
                done -> {
                    if (files.incrementAndGet() == last) {
                        Runtime.getRuntime().halt(DIED);
                    }
                };
        runtime.unpack(layer, blob, rootfs, progress);
    }

    /** A plugin with all that a plugin can have on its host. */
    static PluginLaunch launch(Path folder) {
        return new SampleLaunches(folder.resolve("rootfs"), folder.resolve("s"))
                .id("faulty")
                .propagated(folder.resolve("data"))
                .capabilities("CAP_SYS_ADMIN")
                .entrypoint(Scripts.listening(MOUNTING))
                .launch();
    }

    /** Another task of the same plugin. */
    static PluginLaunch second(Path folder) {
        return new SampleLaunches(folder.resolve("rootfs-2"), folder.resolve("s-2"))
                .id("faulty-2")
                .propagated(folder.resolve("data"))
                .entrypoint(Scripts.listening(""))
                .launch();
    }
}
