package dev.berth.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.PluginStorageException;
import dev.berth.testing.ForkedJvm;
import dev.berth.testing.RecordingLog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One engine a root, in this process and in others. */
class RootLockTest extends PluginStoreFixture {

    @Test
    void refusesASecondEngineInTheSameProcess() {
        open();
        PluginStorageException refusal =
                assertThrows(
                        PluginStorageException.class,
                        () ->
                                PluginStore.open(
                                        root(), () -> PluginStoreFixture.LIMITS, log.logger()));
        assertTrue(
                refusal.getMessage().contains("process " + ProcessHandle.current().pid()),
                refusal.getMessage());
        assertEquals(0, open().size(), "and is free again once closed");
    }

    @Test
    void refusesASecondEngineInAnotherProcess() throws Exception {
        open();
        ForkedJvm other = ForkedJvm.start(Opener.class, root().toString());
        assertTrue(other.line().contains("is in use by another engine"));
        assertEquals(1, other.await());
        store.close();
        store = null;
        ForkedJvm holder = ForkedJvm.start(Opener.class, root().toString());
        assertEquals("opened", holder.line());
        PluginStorageException refusal = assertThrows(PluginStorageException.class, this::open);
        assertTrue(refusal.getMessage().contains("process " + holder.pid()), refusal.getMessage());
        holder.kill();
        open();
    }

    /** Opens the store, and keeps it until it is killed. */
    public static final class Opener {
        public static void main(String[] arguments) throws Exception {
            try {
                PluginStore.open(
                        Path.of(arguments[0]),
                        () -> PluginStoreFixture.LIMITS,
                        new RecordingLog().logger());
            } catch (PluginStorageException e) {
                System.out.println(e.getMessage());
                System.exit(1);
            }
            System.out.println("opened");
            System.in.read();
        }
    }
}
