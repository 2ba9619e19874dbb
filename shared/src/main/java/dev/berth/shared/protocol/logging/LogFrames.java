package dev.berth.shared.protocol.logging;

import dev.berth.driver.logging.LogEntry;
import dev.berth.shared.protocol.ReplyBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.stream.Stream;

/** The entries of a log as {@link LogEntryCodec}'s frames, each sent when it comes. */
record LogFrames(Stream<LogEntry> entries) implements ReplyBody {

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Iterator<LogEntry> each = entries.iterator();
        while (each.hasNext()) {
            out.write(LogEntryCodec.frame(LineEnd.with(each.next())));
            out.flush();
        }
    }

    @Override
    public void close() {
        entries.close();
    }
}
