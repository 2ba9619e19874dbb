package dev.berth.shell.lock;

import dev.berth.shell.console.CommandFailure;
import dev.berth.testing.DocumentReaderContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    @TempDir Path folder;

    @Test
    void tellsEachMistakeInWordsForUsers() throws Exception {
        Path file = folder.resolve(LockFile.NAME);
        DocumentReaderContract.assertKept(
                "{\"version\": 1, \"plugins\": {\"r.io/x:1\": {\"digest\": \"sha256:%s\","
                                .formatted("a".repeat(64))
                        + " \"signedBy\": [\"k\"],"
                        + " \"privileges\": [{\"name\": \"network\", \"value\": [\"host\"]}]}}}",
                CommandFailure.class,
                document -> {
                    Files.write(file, document);
                    LockFile.read(file);
                });
    }
}
