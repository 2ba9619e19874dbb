package dev.berth.dist.option;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An option of dockerd's that means nothing to an engine for plugins only.
 *
 * @param flag whether it stands for a yes or no
 * @param idle whether it is let pass, because nothing that it asks for could be missed
 * @param reason why it means nothing
 */
record UnsupportedOption(boolean flag, boolean idle, String reason) {
    private static final String CONTAINERS = "it is for containers, and Berth runs plugins only";
    private static final String NETWORKS = "Berth makes no networks for containers";
    private static final String IMAGES = "it is for images, and Berth has plugins only";
    private static final String SWARM = "Berth is in no swarm";
    private static final String STORAGE = "a plugin's root filesystem is a folder of the root";

    /** By dockerd's spelling, and by their keys in {@code daemon.json} where these are others. */
    private static final Map<String, UnsupportedOption> ALL = new LinkedHashMap<>();

    static {
        // moby's own tests and service files give these, and nobody notices when they do nothing.
        idle(true, CONTAINERS, "userland-proxy");
        idle(false, CONTAINERS, "containerd-namespace log-driver log-opt log-opts");
        idle(true, "Berth has no experimental features", "experimental");
        add(true, CONTAINERS, "init no-new-privileges cri-containerd");
        add(
                false,
                CONTAINERS,
                "cgroup-parent cpu-rt-period cpu-rt-runtime default-cgroupns-mode default-ipc-mode"
                        + " default-shm-size default-ulimit default-ulimits dns dns-opt dns-opts"
                        + " dns-search exec-opt exec-opts init-path seccomp-profile cdi-spec-dir"
                        + " cdi-spec-dirs builder");
        add(true, NETWORKS, "icc ip-forward ip-masq ip6tables iptables ipv6 bridge-accept-fwmark");
        add(true, NETWORKS, "allow-direct-routing ip-forward-no-drop");
        add(
                false,
                NETWORKS,
                "bip bip6 bridge default-address-pool default-address-pools default-gateway"
                        + " default-gateway-v6 default-network-opt default-network-opts fixed-cidr"
                        + " fixed-cidr-v6 host-gateway-ip host-gateway-ips ip mtu firewall-backend"
                        + " network-control-plane-mtu userland-proxy-path");
        add(
                false,
                IMAGES,
                "allow-nondistributable-artifacts max-concurrent-downloads max-concurrent-uploads");
        add(
                false,
                SWARM,
                "swarm-default-advertise-addr node-generic-resource node-generic-resources"
                        + " cluster-store cluster-advertise cluster-store-opt cluster-store-opts");
        add(false, STORAGE, "storage-driver storage-opt storage-opts userns-remap");
        add(true, "plugins get no SELinux labels", "selinux-enabled");
        add(true, "Berth needs root", "rootless");
        add(true, "the log is not coloured", "raw-logs");
        add(false, "the log has one form", "log-format");
        add(false, "the API sets no CORS headers", "api-cors-header");
        add(false, "Berth serves no metrics of its own", "metrics-addr metrics-address");
        add(false, "GET /info shows no labels", "label labels");
        add(false, "set it where the engine is started, as by systemd", "oom-score-adjust");
        add(false, "set $HTTP_PROXY, $HTTPS_PROXY and $NO_PROXY", "proxies");
        add(false, "set $HTTP_PROXY", "http-proxy");
        add(false, "set $HTTPS_PROXY", "https-proxy");
        add(false, "set $NO_PROXY", "no-proxy");
        add(false, "say --root", "graph");
        add(false, "Berth has none of dockerd's features", "feature features");
        add(false, "the API takes every version that Berth knows", "min-api-version");
    }

    private static void idle(boolean flag, String reason, String names) {
        names(names).forEach(name -> ALL.put(name, new UnsupportedOption(flag, true, reason)));
    }

    private static void add(boolean flag, String reason, String names) {
        names(names).forEach(name -> ALL.put(name, new UnsupportedOption(flag, false, reason)));
    }

    private static Stream<String> names(String names) {
        return Arrays.stream(names.split(" "));
    }

    /** Returns the one with a spelling, {@code --bip} or {@code -b}. */
    static Optional<UnsupportedOption> spelled(String word) {
        return switch (word) {
            case "-b" -> keyed("bridge");
            case "-g" -> keyed("graph");
            case "-s" -> keyed("storage-driver");
            default -> word.startsWith("--") ? keyed(word.substring(2)) : Optional.empty();
        };
    }

    /** Returns the one with a key in {@code daemon.json}. */
    static Optional<UnsupportedOption> keyed(String key) {
        return Optional.ofNullable(ALL.get(key));
    }

    /** Returns whether to go on with it: nobody asks for anything by saying no. */
    boolean passes(String value) {
        return idle || flag && value.equals("false");
    }
}
