package dev.berth.runtime.containerd.task;

import dev.berth.shared.text.PrintableText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits a stream of bytes into lines; one that is longer than a limit comes in parts. */
final class LineSplitter {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final int longest;
    private final Consumer<byte[]> lines;

    /**
     * @param longest in bytes
     * @param lines takes each, without its end
     */
    LineSplitter(int longest, Consumer<byte[]> lines) {
        this.longest = longest;
        this.lines = lines;
    }

    /** Takes what a heap buffer has. */
    void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int end = endOfLine(bytes);
            int count = Math.min(end - bytes.position(), longest - line.size());
            line.write(bytes.array(), bytes.arrayOffset() + bytes.position(), count);
            bytes.position(bytes.position() + count);
            if (bytes.position() < end) {
                end();
            } else if (bytes.hasRemaining()) {
                bytes.get();
                end();
            }
        }
    }

    /** Returns the place of the next end of a line, or of the buffer's. */
    private static int endOfLine(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return bytes.limit();
    }

    /** Gives out what came after the last end of a line. */
    void finish() {
        if (line.size() > 0) {
            end();
        }
    }

    private void end() {
        byte[] bytes = line.toByteArray();
        line.reset();
        lines.accept(bytes);
    }

    /** Returns a line as text fit for a log. */
    static String text(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        return PrintableText.lines(text);
    }
}
