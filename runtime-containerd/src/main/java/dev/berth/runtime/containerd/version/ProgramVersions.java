package dev.berth.runtime.containerd.version;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.shared.host.HostProgram;
import dev.berth.shared.text.PrintableText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks containerd and runc for their versions; each answers within its limit, or is left out. */
public final class ProgramVersions {
    private static final String RUNC = "runc version ";

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
        try {
            versions.put("containerd", PrintableText.shortened(connection.version()));
        } catch (ContainerdCallException e) {
            versions.remove("containerd");
        }
        if (!runc.path().isEmpty()) {
            askRunc(versions);
        }
        return versions;
    }

    private void askRunc(Map<String, String> versions) throws InterruptedException {
        try {
            String told = runc.output("--version").lines().findFirst().orElse("");
            String version = told.startsWith(RUNC) ? told.substring(RUNC.length()) : told;
            versions.put("runc", PrintableText.shortened(version));
        } catch (IOException e) {
            versions.remove("runc");
        }
    }
}
