package dev.berth.plugin;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads what is kept of a plugin's output, and then what the plugin writes: through restarts and
 * upgrades, until it is removed. A reader holds nothing that must be closed. Several threads may
 * use it, each line goes to one of them.
 *
 * @since 1.2
 */
@ProviderType
public interface OutputReader {

    /**
     * Returns the lines since the last call, oldest first; the first call returns those that are
     * kept.
     *
     * @param wait how long to wait for a line if there is none; zero not to wait
     * @return no line if none has come in time, or none will come any more
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    List<OutputLine> read(Duration wait) throws InterruptedException;

    /**
     * Returns how many lines this reader has missed since its first call, because they were pushed
     * out of what is kept before it has read them.
     */
    long missed();

    /** Returns whether all is read and nothing comes any more, since the plugin was removed. */
    boolean isEnded();
}
