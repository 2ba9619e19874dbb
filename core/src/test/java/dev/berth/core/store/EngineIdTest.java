package dev.berth.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineIdTest extends PluginStoreFixture {

    private Path file() {
        return root().resolve("engine-id");
    }

    private String id() {
        open();
        return store.engineId();
    }

    @Test
    void isAUuidThatOutlivesTheStore() throws Exception {
        String id = id();
        assertEquals(id, UUID.fromString(id).toString());
        assertEquals(id, id());
        assertEquals(id, Files.readString(file()));
        assertEquals(0, log.lines().size(), log.lines().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-4000-8000-00000000000A",
                "OZVL:FLLL:3YPI:NPI4:FSEF:WE2G:MGNH:HHXL:263F:SQU5:L2GA:4KW5",
                "00000000-0000-4000-8000-00000000000a\n"
            })
    void isTakenOverFromADockerd(String kept) throws Exception {
        open();
        Files.writeString(file(), kept);
        assertEquals(kept.strip(), id());
        assertEquals(kept, Files.readString(file()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\0\0\0\0",
                "00000000-0000-4000-8000-00000000000",
                "\u001b[2J00000000-0000-4000-8000-00000000000a",
                "00000000-0000-4000-8000-00000000000a 00000000-0000-4000-8000-00000000000a"
            })
    void isMadeAnewWhereItIsDamaged(String damage) throws Exception {
        open();
        Files.writeString(file(), damage);
        isMadeAnew();
        assertTrue(log.has("engine-id is damaged"), log.lines().toString());
        assertTrue(log.lines().stream().noneMatch(l -> l.contains("\u001b")));
    }

    @Test
    void isMadeAnewInPlaceOfALinkAndAPipe() throws Exception {
        Path other = Files.writeString(top.resolve("other"), new UUID(1, 1).toString());
        open();
        Files.delete(file());
        Files.createSymbolicLink(file(), other);
        assertNotEquals(new UUID(1, 1).toString(), isMadeAnew());
        assertEquals(new UUID(1, 1).toString(), Files.readString(other));
        Files.delete(file());
        new ProcessBuilder("mkfifo", file().toString()).inheritIO().start().waitFor();
        isMadeAnew();
    }

    @Test
    void holdsUntilTheStopWhereItCannotBeWritten() throws Exception {
        open();
        Files.delete(file());
        Files.createDirectories(file().resolve("in the way"));
        String id = id();
        assertEquals(id, store.engineId());
        assertTrue(log.has("another ID after its next start"), log.lines().toString());
        assertNotEquals(id, id());
    }

    @Test
    void keepsNoEngineFromStartingOnAFullDisk() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(root())) {
            open();
            Files.delete(file());
            disk.fill();
            UUID.fromString(id());
            assertTrue(log.has("another ID after its next start"), log.lines().toString());
            close();
            store = null;
        }
    }

    private String isMadeAnew() throws IOException {
        String id = id();
        assertEquals(id, UUID.fromString(id).toString());
        assertTrue(Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS));
        assertEquals(id, Files.readString(file()));
        assertEquals(id, id());
        return id;
    }
}
