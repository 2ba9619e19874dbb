package dev.berth.example.consumer;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.error.PluginException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Creates, mounts, fills and lists a volume, later unmounts and removes it, and prints each step.
 */
final class VolumeDemo {
    private static final String VOLUME = "consumer-demo";

    private static final Path FILE = Path.of("hello.txt");
    private static final int LIMIT = 1000;

    /** A driver counts the uses of a volume by such IDs. */
    private static final String USE = "dev.berth.example.consumer";

    private final VolumeDriver driver;
    private final PrintStream out;

    VolumeDemo(VolumeDriver driver, PrintStream out) {
        this.driver = driver;
        this.out = out;
    }

    /** Makes a volume, mounts it and puts a file into it; leaves nothing if that fails. */
    void begin() throws IOException {
        say("found a volume plugin; its volumes are %s", driver.capabilities().scope());
        driver.create(VOLUME, Map.of());
        say("created volume %s", VOLUME);
        try {
            use(driver.mount(VOLUME, USE));
        } catch (PluginException | IOException e) {
            undo();
            throw e;
        }
    }

    private void use(Mountpoint mountpoint) throws IOException {
        say("mounted it; the plugin sees it at %s", mountpoint.inPlugin());
        if (mountpoint.folder().isEmpty()) {
            say("the host does not see it: the plugin has no propagated mount there");
            return;
        }
        try (SecureDirectoryStream<Path> folder = mountpoint.folder().get().open()) {
            write(folder, "Hello from an OSGi component\n");
            say("wrote a file; the host sees it at %s", mountpoint.onHost().get().resolve(FILE));
            say("which holds: %s", read(folder).strip());
        }
        say("the plugin lists: %s", names());
    }

    /** The plugin can have put a link there, to any file of the host: none is followed. */
    private static void write(SecureDirectoryStream<Path> folder, String text) throws IOException {
        try (SeekableByteChannel file =
                folder.newByteChannel(FILE, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS))) {
            file.write(StandardCharsets.UTF_8.encode(text));
        }
    }

    private static String read(SecureDirectoryStream<Path> folder) throws IOException {
        try (SeekableByteChannel file = folder.newByteChannel(FILE, Set.of(READ, NOFOLLOW_LINKS))) {
            byte[] bytes = Channels.newInputStream(file).readNBytes(LIMIT);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Unmounts and removes the volume. */
    void end() {
        say("the plugin is about to go");
        undo();
        say("goodbye");
    }

    /** Goes on to the next step when one fails. */
    private void undo() {
        attempt("unmounted", () -> driver.unmount(VOLUME, USE));
        attempt("removed", () -> driver.remove(VOLUME));
    }

    private void attempt(String done, Runnable step) {
        try {
            step.run();
            say("%s volume %s", done, VOLUME);
        } catch (PluginException e) {
            say("volume %s is not %s: %s", VOLUME, done, e.getMessage());
        }
    }

    private List<String> names() {
        return driver.list().stream().map(Volume::name).toList();
    }

    private void say(String what, Object... details) {
        out.println("consumer: " + what.formatted(details));
    }
}
