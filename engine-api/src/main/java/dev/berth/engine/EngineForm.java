package dev.berth.engine;

import dev.berth.engine.http.TlsMode;
import dev.berth.shared.configuration.ConfigurationForm;
import java.util.List;

/**
 * The form of PID {@code dev.berth.engine}. Required is what says who reaches the API and where;
 * limits have their defaults.
 */
final class EngineForm {
    static final String PID = "dev.berth.engine";

    static final ConfigurationForm<EngineConfiguration> FORM =
            ConfigurationForm.of(EngineConfiguration.class, PID)
                    .require(
                            "socket",
                            "hosts",
                            "group",
                            "tcp.address",
                            "tls.mode",
                            "tls.ca",
                            "tls.certificate",
                            "tls.key",
                            "authorization.plugins")
                    .fallBack("settings.new.privileges", false)
                    .atLeast(
                            1,
                            "requests.max.count",
                            "streams.max.count",
                            "connections.max.count",
                            "header.max.bytes",
                            "body.max.bytes",
                            "upload.max.bytes",
                            "header.timeout.seconds",
                            "body.timeout.seconds",
                            "idle.timeout.seconds",
                            "write.timeout.seconds")
                    .check(
                            "hosts",
                            "unix:///PATH or tcp://HOST:PORT",
                            c -> List.of(c.hosts()).forEach(ListenAddresses::require))
                    .check(
                            "tcp.address",
                            "HOST:PORT",
                            c -> {
                                if (!c.tcp_address().isEmpty()) {
                                    ListenAddresses.require(ListenAddresses.TCP + c.tcp_address());
                                }
                            })
                    .check(
                            "tls.mode",
                            "verify, encrypt or off",
                            c ->
                                    TlsMode.parse(c.tls_mode())
                                            .orElseThrow(IllegalArgumentException::new));

    private EngineForm() {}
}
