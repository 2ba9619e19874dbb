package dev.berth.itest.parts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.testing.GoProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * A plugin as its author has it before it is created: a config and a root filesystem.
 *
 * @param config the text of {@code config.json}, JSON or not
 * @param rootfs the folder to put into it
 */
public record PluginSource(String config, Path rootfs) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the example as its users have it: a volume plugin in Java. */
    public static PluginSource example() {
        return built(VolumePluginBuild.folder().resolve("config.json"));
    }

    /** Returns one that does what the example does, with its config, and starts in milliseconds. */
    public static PluginSource volume() {
        return go("volume.go", example().config()).with(config -> config.remove("workdir"));
    }

    /** Returns the example with a setting for how it is to misbehave. */
    public static PluginSource misbehaving() {
        return built(VolumePluginBuild.misbehaving());
    }

    /** Returns one that speaks all six protocols, and says what it was asked. */
    public static PluginSource protocols() {
        return built(VolumePluginBuild.protocols());
    }

    /** Returns one that holds next to nothing, for tests that never start it. */
    public static PluginSource idle() {
        return idle("nothing to run here");
    }

    /** Returns one that holds next to nothing but this text, so that its layer is like no other. */
    public static PluginSource idle(String text) {
        try {
            Path rootfs = Files.createTempDirectory(TestBed.folder(), "idle");
            Files.createDirectories(rootfs.resolve("etc"));
            Files.writeString(rootfs.resolve("etc/motd"), text + "\n");
            return new PluginSource(
                    """
                    {"interface": {"types": ["docker.volumedriver/1.0"], "socket": "idle.sock"},
                     "entrypoint": ["/idle"]}
                    """,
                    rootfs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a plugin that is one static program, {@code /plugin}.
     *
     * @param source {@code NAME.go} in {@code src/test/go}
     * @param config without an entry point
     */
    public static PluginSource go(String source, String config) {
        try {
            Path built = Path.of(System.getProperty("berth.itest.target"), "go");
            Path program =
                    GoProgram.build(
                            Path.of(
                                    System.getProperty("berth.checkout"),
                                    "itest/src/test/go",
                                    source),
                            built);
            Path rootfs = Files.createTempDirectory(TestBed.folder(), "go");
            Files.copy(program, rootfs.resolve("plugin"), StandardCopyOption.COPY_ATTRIBUTES);
            return new PluginSource(config, rootfs)
                    .with(json -> json.putArray("entrypoint").add("/plugin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static PluginSource built(Path config) {
        try {
            return new PluginSource(
                    Files.readString(config), VolumePluginBuild.folder().resolve("rootfs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the same plugin with its config changed. */
    public PluginSource with(Consumer<ObjectNode> change) {
        try {
            ObjectNode changed = (ObjectNode) JSON.readTree(config);
            change.accept(changed);
            return new PluginSource(changed.toString(), rootfs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the same plugin with another text as its config. */
    public PluginSource withConfig(String text) {
        return new PluginSource(text, rootfs);
    }

    /** Returns a folder with all of it, for {@code docker plugin create}. */
    public Path folder() {
        try {
            Path folder = Files.createTempDirectory(TestBed.folder(), "plugin");
            Files.writeString(folder.resolve("config.json"), config);
            new ProcessBuilder("cp", "-a", rootfs.toString(), folder.resolve("rootfs").toString())
                    .start()
                    .waitFor();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns the archive that {@code docker plugin create} would send. */
    public InputStream tar() {
        try {
            Path folder = Files.createTempDirectory(TestBed.folder(), "config");
            Files.write(folder.resolve("config.json"), config.getBytes(StandardCharsets.UTF_8));
            Process tar =
                    new ProcessBuilder(
                                    List.of(
                                            "tar",
                                            "-c",
                                            "--transform=s,^" + rootfs.getFileName() + ",rootfs,S",
                                            "-C",
                                            folder.toString(),
                                            "config.json",
                                            "-C",
                                            rootfs.getParent().toString(),
                                            rootfs.getFileName().toString()))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return tar.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
