package dev.berth.runtime.containerd.version;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.shared.host.HostProgram;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks containerd and runc for their versions; each answers within its limit, or is left out. */
public final class ProgramVersions {
    private final ContainerdConnection connection;
    private final HostProgram runc;

    /**
     * @param runc a program without a path is not asked
     */
    public ProgramVersions(ContainerdConnection connection, HostProgram runc) {
        this.connection = connection;
        this.runc = runc;
    }

    /** Returns the versions by the programs' names. */
    public Map<String, String> ask() throws InterruptedException {
        Map<String, String> versions = new LinkedHashMap<>();
        containerd().ifPresent(version -> versions.put("containerd", version));
        runc().ifPresent(version -> versions.put("runc", version));
        return versions;
    }

    private Optional<String> containerd() throws InterruptedException {
        try {
            return Optional.of(connection.version());
        } catch (ContainerdCallException e) {
            return Optional.empty();
        }
    }

    private Optional<String> runc() throws InterruptedException {
        if (runc.path().isEmpty()) {
            return Optional.empty();
        }
        try {
            return RuncVersionCheck.version(runc.output("--version"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
