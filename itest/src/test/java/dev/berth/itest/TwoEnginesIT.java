package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.Outcome;
import dev.berth.itest.parts.SamplePlugin;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.Reference;
import org.junit.jupiter.api.Test;

/** One root has one engine. */
class TwoEnginesIT {

    @Test
    void onOneRootAreRefusedAndTheFirstGoesOn() throws Exception {
        TestBed.up();
        EngineFolders folders = EngineFolders.fresh();
        try (EmbeddedEngine first = EmbeddedEngine.start(folders, false)) {
            Outcome.of(first.manager().create(Reference.parse("idle"), SamplePlugin.idle().tar()));
            try (EmbeddedEngine second = EmbeddedEngine.start(folders, false)) {
                assertTrue(first.works());
                assertFalse(second.works());
            }
            assertEquals(1, first.manager().list().size());
            Outcome.of(first.manager().remove("idle", false));
        }
        try (EmbeddedEngine next = EmbeddedEngine.start(folders, false)) {
            assertTrue(next.works());
        }
    }
}
