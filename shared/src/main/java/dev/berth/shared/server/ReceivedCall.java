package dev.berth.shared.server;

/**
 * A request, whole.
 *
 * @param method of the protocol, {@code VolumeDriver.Create}
 * @param body as it was sent, decoded
 * @param keptAlive whether the client may send another one
 * @param chunks whether the client reads chunks: HTTP/1.1
 */
record ReceivedCall(String method, byte[] body, boolean keptAlive, boolean chunks) {}
