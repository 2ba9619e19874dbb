package dev.berth.itest.parts;

import dev.berth.testing.RealContainerd;
import dev.berth.testing.RealRegistry;
import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real parts that all tests of a run share, started with the first test and ended with the run.
 * A test inside the framework sees them through system properties: it has another class loader.
 */
public final class TestBed {
    private static final Path PARENT = Path.of("/tmp");
    private static final String PREFIX = "bi-";
    private static final String FOLDER = "berth.itest.folder";
    private static final String REGISTRY = "berth.itest.registry";
    private static final AtomicInteger ENGINES = new AtomicInteger();

    private TestBed() {}

    /** Starts the parts unless they run. */
    public static synchronized void up() {
        if (System.getProperty(REGISTRY) == null) {
            try {
                start(PARENT.resolve(PREFIX + ProcessHandle.current().pid()));
            } catch (IOException e) {
                throw new IllegalStateException("the tests' real parts cannot be started", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private static void start(Path folder) throws IOException, InterruptedException {
        requireRoot();
        sweep();
        Files.createDirectories(folder);
        RealContainerd containerd = RealContainerd.start(folder.resolve("c"));
        RealRegistry registry = RealRegistry.start(folder.resolve("r"), "", "");
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> end(containerd, registry, folder), "berth-itest-end"));
        System.setProperty(FOLDER, folder.toString());
        VolumePluginBuild.run();
        containerd.awaitReady();
        System.setProperty(REGISTRY, registry.address());
    }

    private static void requireRoot() {
        if (!System.getProperty("user.name").equals("root")) {
            throw new IllegalStateException(
                    "the integration tests run containerd and mount things: run them as root");
        }
    }

    private static void end(RealContainerd containerd, RealRegistry registry, Path folder) {
        containerd.close();
        registry.close();
        TestFolders.delete(folder);
    }

    /** Deletes what a run left that was killed. */
    private static void sweep() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(PARENT, PREFIX + "*")) {
            for (Path folder : found) {
                String pid = folder.getFileName().toString().substring(PREFIX.length());
                if (pid.matches("\\d+") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    TestFolders.delete(folder);
                }
            }
        }
    }

    /** Returns the host and port of the registry. */
    public static String registry() {
        return System.getProperty(REGISTRY);
    }

    /** Returns the containerd's socket. */
    public static Path containerd() {
        return RealContainerd.socket(folder().resolve("c"));
    }

    /** Returns the registry's folder. */
    public static Path registryFolder() {
        return folder().resolve("r");
    }

    /**
     * Returns a short path that nobody has had yet in this run. A test's bundle counts for itself,
     * so the folder is made to be taken.
     */
    public static Path newFolder() {
        while (true) {
            try {
                return Files.createDirectory(folder().resolve("e" + ENGINES.incrementAndGet()));
            } catch (FileAlreadyExistsException e) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the folder of all that the run makes. */
    public static Path folder() {
        return Path.of(System.getProperty(FOLDER));
    }
}
