package dev.berth.core.client;

import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * A reply as the transport gives it, its body not read yet.
 *
 * @param body as it comes, under the request's deadline; closing it gives the connection back, or
 *     ends it
 * @param liftDeadline lets the body take as long as it likes; false if the deadline has passed
 */
record TransportReply(int status, InputStream body, BooleanSupplier liftDeadline) {}
