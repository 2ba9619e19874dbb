package dev.berth.shared.server;

import dev.berth.shared.protocol.ServedPlugin;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the connections of a server share.
 *
 * @param watchers run what waits for clients of streams to go
 * @param last whether a connection ends after the call that it is in
 * @param closing whether the server closes, which ends streams
 */
record ConnectionContext(
        ServedPlugin plugin,
        ProtocolServerLimits limits,
        Deadlines deadlines,
        Executor watchers,
        BooleanSupplier last,
        BooleanSupplier closing,
        Consumer<String> log) {}
