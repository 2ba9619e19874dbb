package dev.berth.driver.logging;

/** What a log driver can do. Immutable. */
public final class LogCapabilities {
    private final boolean readLogs;

    private LogCapabilities(boolean readLogs) {
        this.readLogs = readLogs;
    }

    /**
     * Returns capabilities.
     *
     * @param readLogs whether {@link LogDriver#read} is supported
     */
    public static LogCapabilities of(boolean readLogs) {
        return new LogCapabilities(readLogs);
    }

    /** Returns whether {@link LogDriver#read} is supported. */
    public boolean readLogs() {
        return readLogs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogCapabilities that && readLogs == that.readLogs;
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(readLogs);
    }

    @Override
    public String toString() {
        return "LogCapabilities[readLogs=" + readLogs + "]";
    }
}
