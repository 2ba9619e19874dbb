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

    /**
     * @param what the work, {@code enabling of vieux/sshfs:latest}
     * @param by what has cancelled it, {@code disabling of vieux/sshfs:latest}
     */
    public OperationCancelledException(String what, String by) {
        super(
                "%s was cancelled by %s"
                        .formatted(
                                Objects.requireNonNull(what, "what"),
                                Objects.requireNonNull(by, "by")));
    }
}
