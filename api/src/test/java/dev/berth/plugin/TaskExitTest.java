package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskExitTest {

    @ParameterizedTest
    @CsvSource({"129, 1", "137, 9", "143, 15", "192, 64"})
    void namesTheSignalThatEndedTheProcess(int code, int signal) {
        assertEquals(OptionalInt.of(signal), TaskExit.of(code).signal());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 127, 128, 193, 255})
    void namesNoSignalWhereThereWasNone(int code) {
        assertEquals(OptionalInt.empty(), TaskExit.of(code).signal());
        assertEquals(code, TaskExit.of(code).code());
    }

    @Test
    void hasTheLastLinesThatAreKnown() {
        assertEquals(List.of(), TaskExit.of(1).lastOutput());
        assertEquals(
                List.of("no", "key"),
                TaskExit.of(1).withLastOutput(List.of("no", "key")).lastOutput());
    }

    @Test
    void saysWhetherItWasOutOfMemory() {
        TaskExit exit = TaskExit.of(137).withOutOfMemory(true).withLastOutput(List.of("a"));
        assertTrue(exit.outOfMemory());
        assertFalse(TaskExit.of(137).outOfMemory());
        assertNotEquals(exit, exit.withOutOfMemory(false));
        assertEquals(
                "TaskExit[code=137, lastOutput=[a], outOfMemory=true,"
                        + " memoryLimit=OptionalLong.empty]",
                exit.toString());
    }

    @Test
    void saysThatItIsOutOfItsLimitOnlyOfAProcessThatWasKilledItself() {
        TaskExit killed = TaskExit.of(137).withOutOfMemory(true);
        assertEquals("out of memory", killed.outOfMemoryReason().orElseThrow());
        assertEquals(
                "killed: out of its memory limit of 64 MiB",
                killed.withMemoryLimit(64 << 20).outOfMemoryReason().orElseThrow());
        assertEquals(
                "killed: out of its memory limit of 4097 bytes",
                killed.withMemoryLimit(4097).outOfMemoryReason().orElseThrow());
        TaskExit childKilled = TaskExit.of(1).withOutOfMemory(true).withMemoryLimit(64 << 20);
        assertEquals("out of memory", childKilled.outOfMemoryReason().orElseThrow());
        assertEquals(
                Optional.empty(), TaskExit.of(137).withMemoryLimit(64 << 20).outOfMemoryReason());
    }
}
