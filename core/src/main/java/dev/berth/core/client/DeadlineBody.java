package dev.berth.core.client;

import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;

/** A response body under its call's deadline: reading fails with {@link DeadlineException}. */
class DeadlineBody extends BulkFilterStream {
    private final Deadline deadline;

    DeadlineBody(InputStream body, Deadline deadline) {
        super(body);
        this.deadline = deadline;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw deadline.hasExpired() ? new DeadlineException(e) : e;
        }
    }
}
