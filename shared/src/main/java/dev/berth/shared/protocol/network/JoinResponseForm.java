package dev.berth.shared.protocol.network;

import static dev.berth.shared.protocol.ipam.IpAddressMember.address;
import static dev.berth.shared.protocol.ipam.IpAddressMember.cidr;
import static dev.berth.shared.protocol.ipam.IpAddressMember.text;

import dev.berth.driver.InvalidMessageException;
import dev.berth.driver.JsonObject;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.network.InterfaceName;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.StaticRoute;
import dev.berth.shared.protocol.MessageForm;
import java.util.Optional;
import java.util.regex.Pattern;

/** The response to {@code Join} as JSON. */
final class JoinResponseForm {
    private static final long NEXT_HOP = 0;
    private static final long CONNECTED = 1;

    /** What Linux takes: shorter than IFNAMSIZ, without a slash, a colon and white space. */
    private static final Pattern INTERFACE = Pattern.compile("(?!\\.{1,2}$)[!-.0-9;-~]{1,15}");

    static final MessageForm<JoinResponse> FORM =
            new MessageForm<>(JoinResponseForm::write, JoinResponseForm::read);

    private JoinResponseForm() {}

    private static JsonObject write(JoinResponse join) {
        JsonObject written =
                JsonObject.empty()
                        .with("Gateway", text(join.gateway()))
                        .with("GatewayIPv6", text(join.gatewayIpv6()))
                        .with(
                                "StaticRoutes",
                                join.staticRoutes().stream().map(JoinResponseForm::write).toList())
                        .with("DisableGatewayService", join.disableGatewayService());
        return join.interfaceName()
                .map(name -> written.with("InterfaceName", write(name)))
                .orElse(written);
    }

    private static JsonObject write(InterfaceName name) {
        return JsonObject.empty()
                .with("SrcName", name.srcName())
                .with("DstPrefix", name.dstPrefix())
                .withText("DstName", name.dstName().orElse(""));
    }

    private static JsonObject write(StaticRoute route) {
        return JsonObject.empty()
                .with("Destination", route.destination().toString())
                .with("RouteType", route.nextHop().isPresent() ? NEXT_HOP : CONNECTED)
                .with("NextHop", text(route.nextHop()));
    }

    private static JoinResponse read(JsonObject json) {
        JoinResponse named =
                json.object("InterfaceName")
                        .flatMap(JoinResponseForm::interfaceName)
                        .map(JoinResponse.empty()::withInterfaceName)
                        .orElse(JoinResponse.empty());
        JoinResponse v4 = address(json, "Gateway").map(named::withGateway).orElse(named);
        JoinResponse both = address(json, "GatewayIPv6").map(v4::withGatewayIpv6).orElse(v4);
        return both.withStaticRoutes(
                        json.objects("StaticRoutes").stream().map(JoinResponseForm::route).toList())
                .withDisableGatewayService(json.flag("DisableGatewayService"));
    }

    private static Optional<InterfaceName> interfaceName(JsonObject json) {
        return name(json, "SrcName")
                .map(
                        source -> {
                            String prefix = name(json, "DstPrefix").orElse("");
                            InterfaceName named = InterfaceName.of(source, prefix);
                            return name(json, "DstName").map(named::withDstName).orElse(named);
                        });
    }

    private static Optional<String> name(JsonObject json, String member) {
        Optional<String> name = json.text(member).filter(text -> !text.isEmpty());
        if (name.isPresent() && !INTERFACE.matcher(name.get()).matches()) {
            throw new InvalidMessageException("\"" + member + "\" is not the name of an interface");
        }
        return name;
    }

    private static StaticRoute route(JsonObject json) {
        CidrAddress destination =
                cidr(json, "Destination")
                        .orElseThrow(() -> wrong("a route of \"StaticRoutes\" has no destination"));
        long type = json.number("RouteType").orElse(NEXT_HOP);
        if (type == CONNECTED) {
            return StaticRoute.connected(destination);
        }
        if (type != NEXT_HOP) {
            throw wrong("\"RouteType\" is neither 0 nor 1");
        }
        return address(json, "NextHop")
                .map(router -> StaticRoute.via(destination, router))
                .orElseThrow(() -> wrong("a route of type 0 has no \"NextHop\""));
    }

    private static InvalidMessageException wrong(String message) {
        return new InvalidMessageException(message);
    }
}
