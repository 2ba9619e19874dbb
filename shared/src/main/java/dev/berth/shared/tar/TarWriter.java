package dev.berth.shared.tar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes a tar archive in POSIX's format; who writes it and when makes no difference. */
public final class TarWriter {
    private static final int LONGEST_NAME = TarField.NAME.length();
    private static final long LARGEST = 1L << 33;

    private final OutputStream out;

    /** Writes to a stream, which is not closed. */
    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes a folder.
     *
     * @param name with a slash at its end, at most 100 bytes
     */
    public void folder(String name) throws IOException {
        header(TarHeaderBuilder.of('5', name).mode(0755).build());
    }

    /** Writes a file. */
    public void file(String name, byte[] content) throws IOException {
        file(name, content.length, new ByteArrayInputStream(content));
    }

    /**
     * Writes a file; what the header has no room for goes before it.
     *
     * @param content of exactly that size
     */
    public void file(String name, long size, InputStream content) throws IOException {
        PaxRecords records = PaxRecords.NONE;
        if (name.length() > LONGEST_NAME) {
            records = records.with("path", name);
        }
        if (size >= LARGEST) {
            records = records.with("size", Long.toString(size));
        }
        if (records != PaxRecords.NONE) {
            records(records);
        }
        String start = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        header(TarHeaderBuilder.of('0', start).size(size < LARGEST ? size : 0).build());
        content.transferTo(out);
        pad(size);
    }

    /** Writes records that hold for the next header. */
    public void records(PaxRecords records) throws IOException {
        byte[] content = records.bytes();
        extension(TarHeaderBuilder.of('x', "PaxHeader").build(), content);
    }

    /**
     * Writes an extension that holds for the next header, of a size that its header need not say.
     */
    public void extension(TarHeader header, byte[] content) throws IOException {
        header(TarHeaderBuilder.of(header).size(content.length).build());
        out.write(content);
        pad(content.length);
    }

    /** Writes a header; its content is for the caller to write. */
    public void header(TarHeader header) throws IOException {
        out.write(header.bytes());
    }

    /** Writes the two empty blocks with which an archive ends. */
    public void end() throws IOException {
        out.write(new byte[2 * TarHeader.BLOCK]);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) -size & TarHeader.BLOCK - 1]);
    }
}
