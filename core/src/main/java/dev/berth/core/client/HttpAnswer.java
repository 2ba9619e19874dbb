package dev.berth.core.client;

import java.io.InputStream;

/**
 * What came back.
 *
 * @param body as it comes, under the request's deadline; closing it gives the connection back, or
 *     ends it
 * @param liftDeadline lets the body take as long as it likes
 */
record HttpAnswer(int status, InputStream body, Runnable liftDeadline) {}
