package dev.berth.example.network;

import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.network.InterfaceName;
import dev.berth.driver.network.StaticRoute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace, {@code ip netns add NAME}, in the place of a container's. All that is set up
 * in it is done by the host with iproute2: a plugin only says what.
 *
 * @param name below {@code /run/netns}
 */
public record NetworkNamespace(String name) {

    /** Returns what {@link dev.berth.driver.network.NetworkDriver#join} calls the sandbox's key. */
    public String sandboxKey() {
        return "/run/netns/" + name;
    }

    /**
     * Moves an interface of the host's into it, with an address.
     *
     * @param number what follows the prefix of its name, if the plugin has not said the whole
     * @return its name in there
     */
    String take(InterfaceName moved, int number, CidrAddress address) {
        String device = moved.dstName().orElse(moved.dstPrefix() + number);
        ip("link", "set", moved.srcName(), "netns", name, "name", device);
        ip("-n", name, "address", "add", address.toString(), "dev", device);
        ip("-n", name, "link", "set", device, "up");
        return device;
    }

    /** Adds a default route. */
    void gateway(InetAddress router) {
        ip("-n", name, "route", "add", "default", "via", router.getHostAddress());
    }

    /** Adds a route. */
    void route(StaticRoute route, String device) {
        String network = route.destination().network().toString();
        if (route.nextHop().isPresent()) {
            String router = route.nextHop().get().getHostAddress();
            ip("-n", name, "route", "add", network, "via", router);
        } else {
            ip("-n", name, "route", "add", network, "dev", device);
        }
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        try {
            Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (ip.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(String.join(" ", command) + " was interrupted", e);
        }
    }
}
