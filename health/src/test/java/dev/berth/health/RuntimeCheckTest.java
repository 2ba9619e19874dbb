package dev.berth.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

class RuntimeCheckTest {

    @Test
    void isCriticalWithoutARuntime() {
        Result result = new RuntimeCheck(null, null).execute();
        assertEquals(Result.Status.CRITICAL, result.getStatus());
        assertTrue(result.toString().contains("containerd"), result.toString());
    }
}
