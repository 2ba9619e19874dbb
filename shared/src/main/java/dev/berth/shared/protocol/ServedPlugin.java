package dev.berth.shared.protocol;

import dev.berth.driver.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All protocols of one plugin, and the handshake {@code Plugin.Activate}, which names them. */
public final class ServedPlugin implements AutoCloseable {
    private static final String ACTIVATE = "Plugin.Activate";

    private final Map<String, ServedProtocol> methods = new HashMap<>();
    private final ServedProtocol first;
    private final ProtocolReply handshake;

    private final CallTrace trace;

    /**
     * @param protocols at least one
     * @throws IllegalArgumentException if there is none, or two have the same name
     */
    public ServedPlugin(List<ServedProtocol> protocols) {
        this(protocols, (method, body, reply) -> {});
    }

    /**
     * @param protocols at least one
     * @param trace told of every call
     * @throws IllegalArgumentException if there is none, or two have the same name
     */
    public ServedPlugin(List<ServedProtocol> protocols, CallTrace trace) {
        this.trace = trace;
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("a plugin has at least one protocol");
        }
        first = protocols.get(0);
        for (ServedProtocol protocol : protocols) {
            for (String method : protocol.methods()) {
                if (methods.put(method, protocol) != null) {
                    throw new IllegalArgumentException(
                            "a plugin has one driver of %s".formatted(protocol.name()));
                }
            }
        }
        List<String> names = protocols.stream().map(ServedProtocol::name).toList();
        handshake = ProtocolReply.of(200, JsonObject.empty().with("Implements", names));
    }

    /**
     * Calls a method; throws nothing.
     *
     * @param body JSON text, or nothing
     */
    public ProtocolReply call(String method, byte[] body) {
        ProtocolReply reply =
                method.equals(ACTIVATE) ? handshake : protocol(method).call(method, body);
        trace.called(method, body, reply);
        return reply;
    }

    /** Returns the reply to a call whose result cannot be written. */
    public ProtocolReply failure(String method, Throwable cause) {
        return protocol(method).failure(cause);
    }

    /** Ends what its drivers hold for callers; called when no call runs, and none comes. */
    @Override
    public void close() {
        Set.copyOf(methods.values()).forEach(ServedProtocol::close);
    }

    private ServedProtocol protocol(String method) {
        return methods.getOrDefault(method, first);
    }
}
