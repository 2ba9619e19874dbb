package dev.berth.shared.protocol.logging;

import static dev.berth.shared.protocol.MessageForm.NOTHING;

import dev.berth.driver.logging.LogCapabilities;
import dev.berth.driver.logging.LogDriver;
import dev.berth.shared.protocol.MessageForm;
import dev.berth.shared.protocol.MessageForm.Nothing;
import dev.berth.shared.protocol.ProtocolMethod;
import dev.berth.shared.protocol.ServedProtocol;
import java.time.Duration;
import java.util.function.Consumer;

/** The methods of {@code docker.logdriver/1.0}. Docker has no limits of its own for them. */
public final class LogMethods {
    public static final ProtocolMethod<NewLog, Nothing> START =
            ProtocolMethod.change("LogDriver.StartLogging", NewLog.FORM);
    public static final ProtocolMethod<String, Nothing> STOP =
            ProtocolMethod.change("LogDriver.StopLogging", MessageForm.text("File"));
    public static final ProtocolMethod<Nothing, LogCapabilities> CAPABILITIES =
            ProtocolMethod.ask("LogDriver.Capabilities", NOTHING, LogForm.CAPABILITIES);

    /** The method whose response is a stream of {@link LogEntryCodec}'s frames. */
    public static final String READ = "LogDriver.ReadLogs";

    /** The request of {@link #READ}. */
    public static final MessageForm<LogRead> READ_REQUEST = LogRead.FORM;

    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(5);

    private LogMethods() {}

    /**
     * Returns a driver as it is served: what comes through the FIFOs is written to its sinks. To be
     * closed, which ends them and waits for that, for 5 s at most.
     *
     * @param failures told what the driver or a sink has thrown
     */
    public static ServedProtocol serve(LogDriver driver, Consumer<Throwable> failures) {
        ServedLogs logs = new ServedLogs(driver, failures, CLOSED_WITHIN);
        return new ServedProtocol("LogDriver", "Err", failures)
                .on(START, log -> logs.start(log.file(), log.info()))
                .on(STOP, logs::stop)
                .on(CAPABILITIES, nothing -> driver.capabilities())
                .onStream(
                        READ,
                        READ_REQUEST,
                        read -> new LogFrames(driver.read(read.info(), read.config())))
                .closing(logs::close);
    }
}
