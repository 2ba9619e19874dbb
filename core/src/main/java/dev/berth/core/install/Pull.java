package dev.berth.core.install;

import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.Requester;
import java.util.Objects;

/** A version to fetch, for an install or an upgrade; who asks for it, and who is told of it. */
public record Pull(InstallRequest request, Requester requester, ProgressListener progress) {
    public Pull {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(progress, "progress");
    }
}
