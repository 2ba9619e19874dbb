package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final String TEXT =
            """
            26 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            40 26 254:0 /var/p/data /var/p/data rw shared:2 - ext4 /dev/vda rw
            41 40 0:50 / /var/p/data/a rw shared:3 - tmpfs tmpfs rw
            42 41 0:51 / /var/p/data/a/with\\040blank rw - tmpfs tmpfs rw
            43 26 0:52 / /var/p/database rw - tmpfs tmpfs rw
            44 26 254:0 /var/p/rootfs /tmp/mount1 rw - ext4 /dev/vda rw
            """;
    private static final MountTable TABLE = MountTable.parse(TEXT);

    @Test
    void givesWhatIsBelowAFolderLatestFirst() {
        assertEquals(
                List.of(
                        Path.of("/var/p/data/a/with blank"),
                        Path.of("/var/p/data/a"),
                        Path.of("/var/p/data")),
                TABLE.below(Path.of("/var/p/data")));
    }

    @Test
    void takesNoFolderForAnotherThatBeginsLikeIt() {
        assertEquals(List.of(), TABLE.below(Path.of("/var/p/dat")));
    }

    @Test
    void knowsWhereElseAFolderIsMounted() {
        assertEquals(List.of(Path.of("/tmp/mount1")), TABLE.copiesOf(Path.of("/var/p/rootfs")));
        assertEquals(List.of(), TABLE.copiesOf(Path.of("/var/p/data")));
        assertEquals(List.of(), TABLE.copiesOf(Path.of("/var/p")));
    }

    @Test
    void knowsWhatIsMountedAtAFolderAndWhetherItIsShared() {
        assertTrue(TABLE.at(Path.of("/var/p/data/a")).orElseThrow().isShared());
        assertFalse(TABLE.at(Path.of("/var/p/database")).orElseThrow().isShared());
        assertEquals(Optional.empty(), TABLE.at(Path.of("/var/p")));
    }

    @Test
    void knowsTheFlagsOfAMount() {
        assertEquals(Set.of("rw", "relatime"), TABLE.at(Path.of("/")).orElseThrow().options());
    }

    @Test
    void takesTheLatestOfSeveralMountsAtAFolder() {
        MountTable table =
                MountTable.parse(
                        """
                        40 26 254:0 /a /a rw shared:2 master:3 - ext4 /dev/vda rw
                        41 40 254:0 /a /a rw master:2 - ext4 /dev/vda rw,shared:9
                        """);
        assertFalse(table.at(Path.of("/a")).orElseThrow().isShared());
    }

    @Test
    void isReadForAFolderWithWhatIsBelowIt() {
        for (String folder : List.of("/var/p/data", "/var/p/data/a/with blank", "/tmp/mount1")) {
            Path path = Path.of(folder);
            assertEquals(TABLE.below(path), MountTable.parseBelow(TEXT, path).below(path));
            assertEquals(TABLE.at(path), MountTable.parseBelow(TEXT, path).at(path));
        }
        Path other = Path.of("/var/q");
        assertEquals(List.of(), MountTable.parseBelow(TEXT, other).mounts());
    }

    /** Whoever mounts chooses the path, and might write lines of his own. */
    @Test
    void takesNoPartOfAPathForALine() {
        String path = "/var/p/data/\r50 26 0:1 / /var/p/none rw - tmpfs tmpfs rw";
        String line = "49 26 0:60 / %s rw - tmpfs tmpfs rw\n".formatted(path.replace(" ", "\\040"));
        assertEquals(List.of(Path.of(path)), MountTable.parse(line).below(Path.of("/var/p")));
        assertEquals(
                List.of(Path.of(path)),
                MountTable.parseBelow(line, Path.of("/var/p/data")).below(Path.of("/var/p")));
    }

    @Test
    void isReadByAnInterruptedThread() throws Exception {
        Thread.currentThread().interrupt();
        assertFalse(MountTable.readBelow(Path.of("/proc")).below(Path.of("/proc")).isEmpty());
        assertTrue(Thread.interrupted());
    }

    @Test
    void readsTheKernelsOwn() throws Exception {
        assertFalse(MountTable.read().below(Path.of("/proc")).isEmpty());
    }

    @Test
    void takesForTheOneAtAFolderTheOneThatHidesTheOthers() {
        MountTable table =
                MountTable.parse(
                        """
                        26 1 254:0 / / rw - ext4 /dev/vda rw
                        41 43 0:50 / /a rw - tmpfs tmpfs rw
                        43 26 0:51 / /a rw - tmpfs propagated-beneath rw
                        """);
        assertEquals("0:50", table.at(Path.of("/a")).orElseThrow().device());
    }

    @Test
    void tellsAFolderThatIsMountedOntoItselfFromAnotherFileSystem() {
        assertTrue(TABLE.isOntoItself(TABLE.at(Path.of("/var/p/data")).orElseThrow()));
        assertFalse(TABLE.isOntoItself(TABLE.at(Path.of("/var/p/data/a")).orElseThrow()));
        assertFalse(TABLE.isOntoItself(TABLE.at(Path.of("/tmp/mount1")).orElseThrow()));
    }

    @Test
    void tellsWhetherAMountSharesWithTheOneAroundIt() {
        MountTable table =
                MountTable.parse(
                        """
                        26 1 254:0 / / rw shared:1 - ext4 /dev/vda rw
                        40 26 254:0 /same /same rw shared:1 - ext4 /dev/vda rw
                        41 26 254:0 /own /own rw shared:2 - ext4 /dev/vda rw
                        42 26 254:0 /slave /slave rw master:1 - ext4 /dev/vda rw
                        43 26 254:0 /alone /alone rw - ext4 /dev/vda rw
                        """);
        assertTrue(table.isPeerOfItsParent(table.at(Path.of("/same")).orElseThrow()));
        assertFalse(table.isPeerOfItsParent(table.at(Path.of("/own")).orElseThrow()));
        assertFalse(table.at(Path.of("/slave")).orElseThrow().isPrivate());
        assertFalse(table.at(Path.of("/slave")).orElseThrow().isShared());
        assertTrue(table.at(Path.of("/alone")).orElseThrow().isPrivate());
    }

    @Test
    void hasTheMountsAroundAFolderToo() {
        MountTable around = MountTable.parseAround(TEXT, Path.of("/var/p/data/a/with blank"));
        assertTrue(around.at(Path.of("/var/p/data/a")).isPresent());
        MountTable data = MountTable.parseAround(TEXT, Path.of("/var/p/data"));
        assertTrue(data.isOntoItself(data.at(Path.of("/var/p/data")).orElseThrow()));
    }
}
