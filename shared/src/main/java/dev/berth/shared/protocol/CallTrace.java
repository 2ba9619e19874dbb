package dev.berth.shared.protocol;

/** Told of every call of a plugin; what is in it may be secret. Throws nothing. */
@FunctionalInterface
public interface CallTrace {

    /**
     * A call has got its reply.
     *
     * @param body JSON text as it was sent, or nothing
     */
    void called(String method, byte[] body, ProtocolReply reply);
}
