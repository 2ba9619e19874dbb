package dev.berth.shell.archive;

import dev.berth.shared.content.BulkFilterStream;
import dev.berth.shell.console.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The output of the host's {@code tar} over a plugin's folder. Java could not write it: it reads
 * neither device numbers nor extended attributes such as {@code security.capability}.
 */
public final class TarStream extends BulkFilterStream {
    private final Process tar;
    private final Path errors;
    private boolean checked;

    private TarStream(Process tar, Path errors) {
        super(tar.getInputStream());
        this.tar = tar;
        this.errors = errors;
    }

    /**
     * Opens a plugin's folder. The stream ends with an {@link IOException} if something in it
     * cannot be read.
     *
     * @param folder holds {@code config.json} and {@code rootfs}
     * @throws CommandFailure if it does not hold them, or there is no {@code tar}
     */
    public static InputStream of(Path folder) throws CommandFailure {
        require(Files.isRegularFile(folder.resolve("config.json")), folder, "config.json");
        require(Files.isDirectory(folder.resolve("rootfs")), folder, "rootfs");
        try {
            Path errors = Files.createTempFile("berth-tar-", ".log");
            return new TarStream(start(folder, errors), errors);
        } catch (IOException e) {
            throw new CommandFailure("cannot run tar to read %s: %s".formatted(folder, e), e);
        }
    }

    private static void require(boolean there, Path folder, String name) throws CommandFailure {
        if (!there) {
            throw new CommandFailure(
                    "%s is no plugin's folder: it has no %s; it needs config.json and rootfs/"
                            .formatted(folder, name));
        }
    }

    private static Process start(Path folder, Path errors) throws IOException {
        List<String> command =
                List.of(
                        "tar",
                        "--create",
                        "--format=posix",
                        "--numeric-owner",
                        "--xattrs",
                        "--xattrs-include=*",
                        "--directory=" + folder,
                        "config.json",
                        "rootfs");
        try {
            return new ProcessBuilder(command).redirectError(errors.toFile()).start();
        } catch (IOException e) {
            Files.deleteIfExists(errors);
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        checkAtEnd(count);
        return count;
    }

    /** Checks the exit code: an archive that broke off ends as one that is whole. */
    private void checkAtEnd(int count) throws IOException {
        if (count >= 0 || checked) {
            return;
        }
        checked = true;
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar failed: " + Files.readString(errors).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while tar ended", e);
        }
    }

    @Override
    public void close() throws IOException {
        tar.destroyForcibly();
        super.close();
        Files.deleteIfExists(errors);
    }
}
