package dev.berth.plugin.error;

import java.util.Objects;

/** The work was cancelled, and what was half done is undone. */
public final class OperationCancelledException extends PluginException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what the work, {@code pull of vieux/sshfs:latest}
     */
    public OperationCancelledException(String what) {
        super(Objects.requireNonNull(what, "what") + " was cancelled");
    }
}
