package dev.berth.core.client;

import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * A response whose head has come, and whose body is not read yet.
 *
 * @param length of the body in bytes, as the plugin says; -1 if it does not
 * @param body under the request's deadline; closing it reuses or closes the connection
 * @param liftDeadline takes the deadline off the body, and returns whether it had not passed
 */
record TransportReply(int status, long length, InputStream body, BooleanSupplier liftDeadline) {}
