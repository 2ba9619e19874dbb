package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
}
