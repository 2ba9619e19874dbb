package dev.berth.registry.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.PluginReference;
import dev.berth.testing.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that write to one folder at once. */
class ALayoutFolderIT {
    private static final int WRITERS = 3;
    private static final int NAMES = 8;

    @TempDir Path folder;

    @Test
    void losesNothingOfWhatSeveralProcessesPush() throws Exception {
        List<ForkedJvm> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(
                    ForkedJvm.start(
                            PushIntoFolder.class,
                            folder.toString(),
                            "writer" + i,
                            Integer.toString(NAMES)));
        }
        for (ForkedJvm writer : writers) {
            writer.input(new byte[] {'\n'});
        }
        for (ForkedJvm writer : writers) {
            writer.output();
        }

        assertEquals(
                WRITERS * NAMES,
                LayoutSample.LAYOUTS.names(folder).stream()
                        .map(PluginReference::toString)
                        .collect(Collectors.toSet())
                        .size());
    }
}
