package dev.berth.registry.pull;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.RegistryErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A stream whose every failure has a {@link RegistryException} as its cause. */
public final class ErrorTranslatingStream extends InputStream {
    private final InputStream source;
    private final RegistryErrors failures;

    public ErrorTranslatingStream(InputStream source, RegistryErrors failures) {
        this.source = source;
        this.failures = failures;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return source.read(buffer, offset, length);
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

    @Override
    public void close() throws IOException {
        source.close();
    }
}
