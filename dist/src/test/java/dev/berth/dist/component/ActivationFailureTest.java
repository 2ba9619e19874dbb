package dev.berth.dist.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ActivationFailureTest {

    @Test
    void isTheMessageOfBerthsOwnException() {
        assertEquals(
                "/r is in use by another engine",
                ActivationFailure.messageOf(
                        """
                        java.lang.reflect.InvocationTargetException
                        \tat x.Y.z(Y.java:1)
                        Caused by: dev.berth.plugin.error.PluginStorageException: /r is in use by another engine
                        \tat x.Y.z(Y.java:1)
                        \t... 3 more
                        Caused by: java.nio.channels.OverlappingFileLockException
                        \t... 4 more
                        """));
    }

    @Test
    void isTheInnermostMessageOtherwise() {
        assertEquals(
                "no such thing",
                ActivationFailure.messageOf(
                        """
                        java.lang.RuntimeException: outer
                        \tat x.Y.z(Y.java:1)
                        Caused by: java.lang.IllegalStateException: no such thing
                        """));
    }
}
