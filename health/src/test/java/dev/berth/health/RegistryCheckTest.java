package dev.berth.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.plugin.error.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryCheckTest {
    private static final PluginReference VOLUME =
            PluginReference.parse("registry.example.com/acme/vol:1");

    private final List<Duration> waits = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void isFineWhenEachRegistryHasWhatIsLookedFor() {
        Result result = check(limit -> new Found(), VOLUME);
        assertEquals(Result.Status.OK, result.getStatus());
        assertTrue(result.toString().contains("1 references"), result.toString());
    }

    @Test
    void isCriticalWithTheRegistrysWordsAndAsksTheOthers() {
        Result result =
                check(
                        limit -> {
                            throw new RegistryException(
                                    RegistryException.Reason.UNREACHABLE,
                                    "registry.example.com",
                                    "acme/vol",
                                    "connection \u001b[31mrefused");
                        },
                        VOLUME,
                        PluginReference.parse("other.example.com/acme/vol:1"));
        assertEquals(Result.Status.CRITICAL, result.getStatus());
        assertEquals(2, waits.size());
        assertTrue(result.toString().contains("refused"), result.toString());
        assertTrue(result.toString().indexOf('\u001b') < 0, result.toString());
    }

    @Test
    void givesUpWithinOneLimitForAll() {
        Result result =
                check(
                        limit -> {
                            throw new PluginTimeoutException("not ended within", limit);
                        },
                        VOLUME,
                        VOLUME);
        assertEquals(Result.Status.CRITICAL, result.getStatus());
        assertTrue(waits.get(0).compareTo(RegistryCheck.LIMIT) <= 0, waits::toString);
        assertTrue(waits.get(1).compareTo(waits.get(0)) <= 0, waits::toString);
        assertEquals(2, cancelled.size());
    }

    @Test
    void isInterrupted() {
        Result result =
                check(
                        limit -> {
                            throw new InterruptedException();
                        },
                        VOLUME);
        assertEquals(Result.Status.TEMPORARILY_UNAVAILABLE, result.getStatus());
        assertTrue(Thread.currentThread().isInterrupted());
        assertEquals(1, cancelled.size());
    }

    private Result check(Answer answer, PluginReference... references) {
        return new RegistryCheck(request -> new Look(answer), List.of(references)).execute();
    }

    /** What a registry says within a limit. */
    @FunctionalInterface
    private interface Answer {
        AvailablePlugin within(Duration limit) throws InterruptedException;
    }

    private final class Look implements Operation<AvailablePlugin> {
        private final Answer answer;

        Look(Answer answer) {
            this.answer = answer;
        }

        @Override
        public CompletionStage<AvailablePlugin> result() {
            return new CompletableFuture<>();
        }

        @Override
        public void cancel() {
            cancelled.add("cancelled");
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public AvailablePlugin await() {
            throw new AssertionError("a wait without an end");
        }

        @Override
        public AvailablePlugin await(Duration limit) throws InterruptedException {
            waits.add(limit);
            return answer.within(limit);
        }
    }

    private record Found() implements AvailablePlugin {
        @Override
        public Digest digest() {
            return Digest.parse("sha256:" + "ab".repeat(32));
        }

        @Override
        public PluginConfig config() {
            throw new AssertionError("nobody is shown it");
        }

        @Override
        public List<Privilege> privileges() {
            return List.of();
        }
    }
}
