package dev.berth.runtime.containerd.layer;

import java.io.IOException;

/** A layer has more of something than it may; the message names the limit and where it is set. */
final class LimitExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    LimitExceededException(String what, String key) {
        super(what + "; the limit is " + key + " of dev.berth.runtime.containerd");
    }
}
