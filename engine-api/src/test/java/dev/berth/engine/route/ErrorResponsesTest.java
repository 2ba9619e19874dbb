package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.InvalidCapabilityException;
import dev.berth.plugin.error.InvalidDigestException;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.InvalidReferenceException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.ProviderMissingException;
import dev.berth.testing.RecordingLog;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ErrorResponsesTest {
    private final RecordingLog log = new RecordingLog();
    private final ErrorResponses errors = new ErrorResponses(log.logger());

    @Test
    void quotesNothingThatATerminalWouldObey() {
        ErrorResponses.Problem problem =
                errors.of(new InvalidPluginException("not \u001b[2J\u202etxt\nbut\r this"));
        assertEquals("not \\u001b[2J\\u202etxt\nbut\\u000d this", problem.message());
    }

    @Test
    void sayThatTheClientGaveSomethingWrong() {
        for (PluginException wrong :
                List.of(
                        new InvalidPluginException("config"),
                        new InvalidReferenceException("invalid reference format"),
                        new InvalidCapabilityException("x"),
                        new InvalidDigestException("sha1:x"),
                        new PluginLimitExceededException("too long"))) {
            assertEquals(
                    new ErrorResponses.Problem(400, wrong.getMessage()),
                    errors.of(new CompletionException(wrong)));
        }
    }

    @Test
    void sayWhatIsMissingHere() {
        ProviderMissingException missing =
                new ProviderMissingException("PluginRegistry", "no plugin registry is installed");
        assertEquals(
                new ErrorResponses.Problem(
                        500,
                        "no plugin registry is installed: start a bundle that provides"
                                + " PluginRegistry"),
                errors.of(missing));
    }

    @Test
    void keepWhatNobodyForesawInTheLog() {
        OperationFailedException failed =
                new OperationFailedException("pull", new IllegalStateException("a secret inside"));
        assertEquals(
                new ErrorResponses.Problem(500, "internal error; the engine's log has the details"),
                errors.of(failed));
        assertTrue(log.has("a secret inside"), log.lines().toString());
    }
}
