package dev.berth.driver.logging;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where the entries of one log are written to. Methods that come later will be default methods.
 *
 * <p>That of a plugin can be used from any thread, and goes on when the plugin is started again.
 * One of a driver of one's own is called by one thread at a time; what it throws is logged, and the
 * next entry is written all the same.
 */
@ConsumerType
public interface LogSink extends AutoCloseable {

    /**
     * Writes an entry. When a plugin does not read, this blocks for as long as the engine is
     * configured to, and then the entry is dropped, as are those after it until the plugin reads
     * again.
     *
     * @throws IllegalArgumentException if the entry is larger than plugins read
     * @throws IllegalStateException if the sink is closed, or the plugin has gone for good
     */
    void write(LogEntry entry);

    /** Ends the log; what was written before is read before. Does nothing when it is closed. */
    @Override
    void close();

    /** Returns how many entries were dropped, because the plugin did not read. */
    default long dropped() {
        return 0;
    }
}
