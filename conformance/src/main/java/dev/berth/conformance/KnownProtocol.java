package dev.berth.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The protocols that there are checks of. */
enum KnownProtocol {
    VOLUME(
            "VolumeDriver",
            "docker.volumedriver",
            "https://docs.docker.com/engine/extend/plugins_volume/",
            with -> new VolumeChecks(with).run()),
    NETWORK(
            "NetworkDriver",
            "docker.networkdriver",
            "https://github.com/moby/moby/blob/master/libnetwork/docs/remote.md",
            with -> new NetworkChecks(with).run()),
    IPAM(
            "IpamDriver",
            "docker.ipamdriver",
            "https://github.com/moby/moby/blob/master/libnetwork/docs/ipam.md",
            with -> new IpamChecks(with).run()),
    AUTHZ(
            "authz",
            "docker.authz",
            "https://docs.docker.com/engine/extend/plugins_authorization/",
            with -> new AuthzChecks(with).run()),
    LOG(
            "LogDriver",
            "docker.logdriver",
            "https://docs.docker.com/engine/extend/plugins_logging/",
            with -> new LogChecks(with).run()),
    METRICS(
            "MetricsCollector",
            "docker.metricscollector",
            "https://docs.docker.com/engine/extend/plugins_metrics/",
            with -> new MetricsChecks(with).run());

    private final String implemented;
    private final String type;
    private final String specification;
    private final Consumer<Verification> checks;

    KnownProtocol(
            String implemented, String type, String specification, Consumer<Verification> checks) {
        this.implemented = implemented;
        this.type = type;
        this.specification = specification;
        this.checks = checks;
    }

    /** Finds one by its name in the handshake, {@code VolumeDriver}. */
    static Optional<KnownProtocol> implemented(String name) {
        return Arrays.stream(values()).filter(each -> each.implemented.equals(name)).findFirst();
    }

    /** Finds one by a type of a config, {@code docker.volumedriver/1.0}; the version may lack. */
    static Optional<KnownProtocol> ofType(String type) {
        String name = type.replaceFirst("/.*", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(each -> each.type.equals(name)).findFirst();
    }

    String implemented() {
        return implemented;
    }

    /** Runs its checks. */
    void check(Verification verification) {
        verification.report().specifiedBy(specification);
        checks.accept(verification);
    }
}
