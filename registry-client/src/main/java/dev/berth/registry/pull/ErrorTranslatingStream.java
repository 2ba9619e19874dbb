package dev.berth.registry.pull;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A stream whose every failure has a {@link RegistryException} as its cause. */
public final class ErrorTranslatingStream extends BulkFilterStream {
    private final RegistryErrors failures;

    public ErrorTranslatingStream(InputStream source, RegistryErrors failures) {
        super(source);
        this.failures = failures;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (e.getCause() instanceof RegistryException) {
                throw e;
            }
            RegistryException told = failures.of(e);
            throw new IOException(told.getMessage(), told);
        }
    }
}
