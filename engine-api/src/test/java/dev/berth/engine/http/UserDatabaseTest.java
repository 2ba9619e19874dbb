package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserDatabaseTest {
    @TempDir Path folder;

    @Test
    void hasTheNumberOfAName() throws Exception {
        UserDatabase users =
                of("root:x:0:0:root:/root:/bin/sh\n\n+nis\nbroken:x:y\nada:x:1000:7::/:/bin/sh\n");
        assertEquals(OptionalLong.of(0), users.id("root"));
        assertEquals(OptionalLong.of(1000), users.id("ada"));
        assertEquals(OptionalLong.empty(), users.id("broken"));
        assertEquals(OptionalLong.empty(), users.id("ad"));
    }

    @Test
    void takesTheNumberOfOneWithoutAName() throws Exception {
        assertEquals(OptionalLong.of(4294967294L), of("").id("4294967294"));
    }

    @Test
    void knowsNobodyWithoutAFile() {
        assertEquals(OptionalLong.empty(), new UserDatabase(folder.resolve("no")).id("root"));
    }

    private UserDatabase of(String lines) throws Exception {
        return new UserDatabase(Files.writeString(folder.resolve("passwd"), lines));
    }
}
