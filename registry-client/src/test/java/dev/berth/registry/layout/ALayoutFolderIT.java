package dev.berth.registry.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.PluginReference;
import dev.berth.registry.testing.ForkedJava;
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
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(writer("writer" + i));
        }
        for (Process writer : writers) {
            writer.getOutputStream().write('\n');
            writer.getOutputStream().flush();
        }
        for (Process writer : writers) {
            ForkedJava.output(writer);
        }

        assertEquals(
                WRITERS * NAMES,
                LayoutSample.LAYOUTS.names(folder).stream()
                        .map(PluginReference::toString)
                        .collect(Collectors.toSet())
                        .size());
    }

    private Process writer(String name) throws Exception {
        return ForkedJava.start(
                PushIntoFolder.class, folder.toString(), name, Integer.toString(NAMES));
    }
}
