package dev.berth.shell.archive;

import dev.berth.shell.console.CommandFailure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is whole when it has its name: it is written beside its place, and moved there. */
public final class NewFile implements AutoCloseable {
    private final Path place;
    private final Path temporary;

    private NewFile(Path place, Path temporary) {
        this.place = place;
        this.temporary = temporary;
    }

    /**
     * Begins one; a file that is there stays until the new one is whole.
     *
     * @throws CommandFailure if there can be none, in Docker's words
     */
    public static NewFile at(Path place) throws CommandFailure {
        Path folder = place.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw invalid("directory \"%s\" does not exist".formatted(folder));
        }
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            throw invalid("\"%s\" must be a regular file".formatted(place));
        }
        try {
            return new NewFile(
                    place, Files.createTempFile(folder, ".tmp-" + place.getFileName(), ""));
        } catch (IOException e) {
            throw invalid("cannot write to \"%s\": %s".formatted(folder, e.getMessage()));
        }
    }

    private static CommandFailure invalid(String why) {
        return new CommandFailure("invalid output path: " + why);
    }

    /** Opens it; what was written is on the disk when the stream is closed. */
    public OutputStream open() throws CommandFailure {
        try {
            return new Synced(FileChannel.open(temporary, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw invalid(e.getMessage());
        }
    }

    /** Puts it in its place. */
    public void commit() throws CommandFailure {
        try {
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandFailure("cannot write %s: %s".formatted(place, e.getMessage()), e);
        }
    }

    /** Leaves nothing of it unless it is in its place. */
    @Override
    public void close() {
        temporary.toFile().delete();
    }

    private static final class Synced extends FilterOutputStream {
        private final FileChannel channel;

        Synced(FileChannel channel) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                channel.force(true);
            }
            channel.close();
        }
    }
}
