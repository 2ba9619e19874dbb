package dev.berth.itest;

import dev.berth.itest.parts.ConsoleExample;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What documents show is what a reader sees who types the same, from the first page to the last.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DocumentedExamplesIT {

    private ReadersConsole console;

    @BeforeEach
    void theRealPartsAreUp() throws Exception {
        TestBed.up();
        console = new ReadersConsole(TestBed.containerd());
    }

    @AfterEach
    void stop() throws Exception {
        console.stop();
    }

    @Test
    void areWhatAReaderSees() throws Exception {
        Files.move(PluginSource.example().folder(), console.folder().resolve("plugin"));
        runAll(ConsoleExample.of("docs/plugin-author.md"));

        List<ConsoleExample> wanted = ConsoleExample.of("docs/desired-state.md");
        console.run(wanted.get(0));
        Path document = console.folder().resolve("plugins.yml");
        Files.writeString(
                console.folder().resolve("wrong.yml"),
                Files.readString(document).replace("privileges", "privilege"));
        console.run(wanted.get(1));

        // The first is of the package, see APackageIT.
        List<ConsoleExample> operating = ConsoleExample.of("docs/operating.md");
        runAll(operating.subList(1, operating.size()));
    }

    private void runAll(List<ConsoleExample> examples) throws Exception {
        for (ConsoleExample example : examples) {
            console.run(example);
        }
    }
}
