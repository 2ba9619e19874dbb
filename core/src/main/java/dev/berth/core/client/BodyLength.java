package dev.berth.core.client;

/** How the end of a body is known (RFC 9112, section 6.3). */
sealed interface BodyLength {

    /** By its number of bytes. */
    record Fixed(long bytes) implements BodyLength {}

    /** By a last chunk of length zero. */
    record Chunked() implements BodyLength {}

    /** By the end of the connection. */
    record UntilClose() implements BodyLength {}
}
