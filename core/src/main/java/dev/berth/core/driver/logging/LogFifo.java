package dev.berth.core.driver.logging;

import dev.berth.capability.HostFolder;
import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A FIFO through which a plugin gets the entries of one log.
 *
 * <p>It is made and opened in a folder of the engine's, and then moved to where the plugin sees it:
 * nothing is ever opened in a folder that a plugin might write to, where a link or a device could
 * take its place. It is opened for both sides, which does not block, so that there is a reader
 * before the plugin comes, and the plugin can open it at once.
 *
 * <p>Java has no mkfifo(3): mkfifo(1) is run, as for a plugin's output. It costs a process for each
 * log that is started, and needs no native code.
 */
final class LogFifo implements AutoCloseable {
    private static final HostProgram MKFIFO = new HostProgram("mkfifo");

    private final HostFolder folder;
    private final Path name;
    private final FileChannel channel;

    private LogFifo(HostFolder folder, Path name, FileChannel channel) {
        this.folder = folder;
        this.name = name;
        this.channel = channel;
    }

    /**
     * Makes one.
     *
     * @param workshop the engine's own folder on the same file system
     * @param folder where the plugin looks for it
     */
    static LogFifo create(HostFolder workshop, HostFolder folder)
            throws IOException, InterruptedException {
        Path name = Path.of(UUID.randomUUID().toString());
        Path made = workshop.path().resolve(name);
        // Who gets as far as its folder may read it: the plugin may not run as root.
        MKFIFO.run("-m", "666", made.toString());
        FileChannel channel =
                FileChannel.open(made, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!workshop.equals(folder)) {
                move(workshop, folder, name);
            }
            return new LogFifo(folder, name, channel);
        } catch (IOException | RuntimeException e) {
            try (channel;
                    SecureDirectoryStream<Path> in = workshop.open()) {
                in.deleteFile(name);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private static void move(HostFolder from, HostFolder to, Path name) throws IOException {
        try (SecureDirectoryStream<Path> source = from.open();
                SecureDirectoryStream<Path> target = to.open()) {
            source.move(name, target, name);
        }
    }

    /** Returns its file name. */
    String name() {
        return name.toString();
    }

    /**
     * Writes all of a frame; blocks while the plugin does not read.
     *
     * @throws java.nio.channels.ClosedChannelException if it is closed meanwhile
     */
    void write(byte[] frame) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(frame);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** Ends a write under way; the plugin reads what is in it, and then its end. */
    @Override
    public void close() {
        try (channel;
                SecureDirectoryStream<Path> in = folder.open()) {
            in.deleteFile(name);
        } catch (IOException e) {
            // The folder goes with the plugin's task, and all that is in it.
            return;
        }
    }
}
