package dev.berth.registry.layout;

import dev.berth.registry.content.UploadProgress;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PushListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The blobs of a layout folder, each of which is there whole or not at all. */
final class FolderBlobs {
    private static final int PIECE = 1 << 16;

    private final Path folder;
    private final FolderWriter writer;

    /** Opens what is to be put down. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    FolderBlobs(Path folder, FolderWriter writer) {
        this.folder = folder;
        this.writer = writer;
    }

    /**
     * Puts a blob down if it is not there.
     *
     * @throws RequestBodyException if it cannot be read, or is not what its digest says
     */
    void put(Descriptor blob, Source source, PushListener listener) throws IOException {
        Path file = folder.resolve(LayoutSource.fileOf(blob.digest()));
        if (!Files.isRegularFile(file) || Files.size(file) != blob.size()) {
            Files.createDirectories(file.getParent());
            writer.write(file, out -> copy(blob, source, out, listener));
        }
        listener.sent(blob, blob.size());
    }

    private static void copy(
            Descriptor blob, Source source, OutputStream out, PushListener listener)
            throws IOException {
        try (InputStream in = VerifiedOutput.checked(blob, open(source))) {
            byte[] piece = new byte[PIECE];
            UploadProgress progress = new UploadProgress(blob, listener);
            long sent = 0;
            for (int read = read(in, piece); read >= 0; read = read(in, piece)) {
                out.write(piece, 0, read);
                sent += read;
                progress.sent(sent);
            }
        }
    }

    private static InputStream open(Source source) throws RequestBodyException {
        try {
            return source.open();
        } catch (IOException e) {
            throw new RequestBodyException(e);
        }
    }

    private static int read(InputStream in, byte[] piece) throws IOException {
        try {
            return in.read(piece);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new RequestBodyException(e);
        }
    }
}
