package dev.berth.shared.server;

import java.io.IOException;

/** Something that is done on a connection, and has a deadline. */
@FunctionalInterface
interface TimedStep {
    void run() throws IOException;
}
