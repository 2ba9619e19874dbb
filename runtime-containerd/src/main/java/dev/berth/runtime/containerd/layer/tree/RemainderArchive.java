package dev.berth.runtime.containerd.layer.tree;

import dev.berth.plugin.Digest;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarReader;
import dev.berth.shared.tar.TarWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;

/** A tar of entries as a layer has them, in a file that has no name once it is open. */
final class RemainderArchive implements AutoCloseable {
    private final MessageDigest hash = Digest.hasher(Digest.SHA256);
    private final FileChannel file;
    private final BufferedOutputStream out;
    private final TarWriter tar;

    /**
     * @param folder where there is room for it
     */
    RemainderArchive(Path folder) throws IOException {
        file =
                FileChannel.open(
                        folder.resolve("remainder-" + UUID.randomUUID()),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        out =
                new BufferedOutputStream(
                        new DigestOutputStream(Channels.newOutputStream(file), hash));
        tar = new TarWriter(out);
    }

    /** Adds an entry with what stood before it and its content. */
    void add(TarEntry entry, TarReader content) throws IOException {
        if (entry.extensions().pax().isPresent()) {
            tar.extension(
                    entry.extensions().pax().get().header(),
                    entry.extensions().pax().get().content());
        }
        if (entry.extensions().longName().isPresent()) {
            tar.extension(
                    entry.extensions().longName().get().header(),
                    entry.extensions().longName().get().content());
        }
        if (entry.extensions().longLink().isPresent()) {
            tar.extension(
                    entry.extensions().longLink().get().header(),
                    entry.extensions().longLink().get().content());
        }
        tar.header(entry.header());
        content.copyBlocks(out);
    }

    /** Ends the archive and has it applied. */
    void applyBy(EntryApplier applier) throws IOException, InterruptedException {
        tar.end();
        out.flush();
        long size = file.position();
        file.position(0);
        applier.apply(
                Channels.newInputStream(file), Digest.ofHash(Digest.SHA256, hash.digest()), size);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
