package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.engine.support.TestEngine;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnEngineTest {
    private TestEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = new TestEngine();
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
    }

    @Test
    void answersAPing() throws IOException {
        assertEquals("OK", engine.get("/_ping").body());
    }
}
