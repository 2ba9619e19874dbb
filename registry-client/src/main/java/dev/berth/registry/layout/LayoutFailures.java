package dev.berth.registry.layout;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Makes {@link RegistryException}s for layouts that cannot be used. */
final class LayoutFailures {
    private LayoutFailures() {}

    static RegistryException of(Path place, IOException failure) throws InterruptedException {
        return of(place, "", "", failure);
    }

    /**
     * Returns the error.
     *
     * @param domain of the registry that was meant
     * @param path of the repository in it
     * @throws InterruptedException if that is what it is
     */
    static RegistryException of(Path place, String domain, String path, IOException failure)
            throws InterruptedException {
        if (failure instanceof InterruptedIOException) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while reading " + place);
        }
        if (failure.getCause() instanceof RegistryException known) {
            return known;
        }
        return new RegistryException(
                reason(failure), domain, path, "layout %s %s".formatted(place, words(failure)));
    }

    private static Reason reason(IOException failure) {
        if (failure instanceof LayoutException known) {
            return known.reason();
        }
        return isDamage(failure) ? Reason.CORRUPT : Reason.UNREACHABLE;
    }

    private static String words(IOException failure) {
        if (failure instanceof LayoutException) {
            return failure.getMessage();
        }
        return isDamage(failure)
                ? "breaks off in the middle, or is damaged"
                : "cannot be read: " + failure.getMessage();
    }

    private static boolean isDamage(IOException failure) {
        return failure instanceof EOFException || failure instanceof ZipException;
    }
}
