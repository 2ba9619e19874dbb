package dev.berth.runtime.containerd;

import dev.berth.shared.configuration.ConfigurationForm;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** The form of PID {@code dev.berth.runtime.containerd}. Required is whose plugins run where. */
final class ContainerdForm {
    static final String PID = "dev.berth.runtime.containerd";

    static final ConfigurationForm<ContainerdConfiguration> FORM =
            ConfigurationForm.of(ContainerdConfiguration.class, PID)
                    .require("address", "namespace", "runtime", "runtime.binary", "run.folder")
                    .atLeast(
                            1,
                            "call.timeout.seconds",
                            "unpack.timeout.seconds",
                            "unpack.max.bytes",
                            "unpack.entries.max.count",
                            "unpack.name.max.bytes",
                            "output.line.max.bytes")
                    .check(
                            "address",
                            "the path of a unix socket",
                            c -> UnixDomainSocketAddress.of(path(c.address())))
                    .check("run.folder", "a folder", c -> path(c.run_folder()));

    private ContainerdForm() {}

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException();
        }
        return Path.of(text);
    }
}
