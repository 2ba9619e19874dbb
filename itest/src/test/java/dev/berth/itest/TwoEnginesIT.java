package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.PluginReference;
import dev.berth.testing.ServerProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One root has one engine. */
class TwoEnginesIT {

    @BeforeAll
    static void theRealPartsAreUp() {
        TestBed.up();
    }

    @Test
    void inOneProcessAreRefusedAndTheFirstGoesOn() throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        try (EmbeddedEngine first = EmbeddedEngine.start(folders, false)) {
            OperationOutcome.of(
                    first.manager()
                            .create(PluginReference.parse("idle"), PluginSource.idle().tar()));
            try (EmbeddedEngine second = EmbeddedEngine.start(folders, false)) {
                assertTrue(first.works());
                assertFalse(second.works());
            }
            assertEquals(1, first.manager().list().size());
            OperationOutcome.of(first.manager().remove("idle", false));
        }
        try (EmbeddedEngine next = EmbeddedEngine.start(folders, false)) {
            assertTrue(next.works());
        }
    }

    @Test
    void inTwoProcessesAreRefusedInWords() throws Exception {
        EngineFolders folders = EngineFolders.fresh();
        try (EmbeddedEngine first = EmbeddedEngine.start(folders, false);
                ServerProcess second = new Distribution(folders).start()) {
            assertEquals(1, second.awaitEnd());
            String said = second.output();
            assertTrue(said.contains(folders.root().toString()), said);
            assertTrue(said.contains(Long.toString(ProcessHandle.current().pid())), said);
            assertTrue(first.works());
        }
    }
}
