package dev.berth.conformance;

import java.util.Optional;

/**
 * What the checks of a protocol are given.
 *
 * @param report told what they find
 * @param restart restarts the plugin, and returns why it could not; what wants it is left out if it
 *     is empty
 * @param fifos where a log driver finds the FIFOs of its logs
 */
record Verification(
        VerifiedPlugin plugin,
        CheckReport report,
        Optional<CheckReport.Check> restart,
        FifoFolder fifos) {

    /** Returns the calls of one protocol, whose error is {@code Err}. */
    ProtocolCalls calls(String prefix) {
        return new ProtocolCalls(plugin, prefix, "Err");
    }
}
