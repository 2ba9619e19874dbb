package dev.berth.core;

import dev.berth.plugin.Operation;
import java.io.Closeable;
import java.io.IOException;
import org.osgi.service.log.Logger;

/** Closes the archives that callers have given to operations. */
record ArchiveCloser(Logger log) {

    /** Closes an archive when the operation ends, also if it was cancelled before it began. */
    <T> Operation<T> closing(Closeable archive, Operation<T> operation) {
        operation.result().whenComplete((value, failure) -> close(archive));
        return operation;
    }

    private void close(Closeable archive) {
        try {
            if (archive != null) {
                archive.close();
            }
        } catch (IOException e) {
            log.debug("an archive cannot be closed: {}", e.getMessage());
        }
    }
}
