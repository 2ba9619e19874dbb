package dev.berth.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.Logger;

class RecordingLogTest {
    private final RecordingLog log = new RecordingLog();
    private final Logger logger = log.logger();

    @Test
    void keepsEachEntryWithItsArgumentsPutIn() {
        logger.debug("plain");
        logger.info("a {} c", "$1");
        logger.warn("{} and {}", 1, 2);
        logger.error("{} {} {} {}", 1, 2, 3, new IllegalStateException("mine"));
        assertEquals(
                List.of(
                        "debug plain",
                        "info a $1 c",
                        "warn 1 and 2",
                        "error 1 2 3 java.lang.IllegalStateException: mine"),
                log.lines());
        assertEquals(List.of("a $1 c"), log.lines("info"));
        assertTrue(log.has("1 and"));
        assertFalse(log.has("3 and"));
    }

    @Test
    void keepsWhatHasNoPlaceInTheMessageToo() {
        logger.error("{} failed", "x", new IllegalStateException("secret"));
        assertEquals(
                List.of("x failed: java.lang.IllegalStateException: secret"), log.lines("error"));
        logger.info("{} {}", "one");
        assertEquals(List.of("one {}"), log.lines("info"));
    }

    @Test
    void passesOverOtherLinesToTheNextOneAndWaitsForIt() throws Exception {
        logger.info("a 1");
        logger.info("b 1");
        logger.info("a 2");
        assertEquals("info b 1", log.next("b "));
        Thread later = new Thread(() -> logger.info("b 2"));
        later.start();
        assertEquals("info b 2", log.next("b "));
        later.join();
    }

    @Test
    void failsWhenToldTo() {
        log.failAt("warn");
        assertThrows(IllegalStateException.class, () -> logger.warn("x"));
        logger.info("y");
        assertEquals(List.of("info y"), log.lines());
    }

    @Test
    void isALoggerLikeAnyOther() {
        assertTrue(logger.isDebugEnabled());
        assertEquals(logger, logger);
        assertEquals(logger.hashCode(), logger.hashCode());
        assertEquals("recording log", logger.toString());
    }
}
