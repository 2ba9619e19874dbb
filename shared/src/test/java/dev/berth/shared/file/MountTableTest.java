package dev.berth.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
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
    private static final MountTable TABLE = MountTable.parse(new MountInfo(TEXT));

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
        assertTrue(TABLE.at(Path.of("/var/p/data/a")).get(0).isShared());
        assertFalse(TABLE.at(Path.of("/var/p/database")).get(0).isShared());
        assertEquals(List.of(), TABLE.at(Path.of("/var/p")));
    }

    @Test
    void knowsTheFlagsOfAMount() {
        assertEquals(Set.of("rw", "relatime"), TABLE.at(Path.of("/")).get(0).options());
    }

    @Test
    void hasAllThatIsMountedAtAFolder() {
        MountTable table =
                MountTable.parse(
                        new MountInfo(
                                """
                                26 1 254:0 / / rw shared:1 - ext4 /dev/vda rw
                                40 26 0:50 / /a rw shared:2 - tmpfs tmpfs rw
                                41 40 0:51 / /a rw,nosymfollow - tmpfs tmpfs rw
                                """));
        assertEquals(2, table.at(Path.of("/a")).size());
        assertFalse(table.followsLinks(Path.of("/a")));
        assertTrue(table.followsLinks(Path.of("/")));
        assertFalse(table.followsLinks(Path.of("/b")));
    }

    @Test
    void isReadForAFolderWithWhatIsBelowIt() {
        for (String folder : List.of("/var/p/data", "/var/p/data/a/with blank", "/tmp/mount1")) {
            Path path = Path.of(folder);
            assertEquals(
                    TABLE.below(path),
                    MountTable.parseBelow(new MountInfo(TEXT), path).below(path));
            assertEquals(TABLE.at(path), MountTable.parseBelow(new MountInfo(TEXT), path).at(path));
        }
        Path other = Path.of("/var/q");
        assertEquals(List.of(), MountTable.parseBelow(new MountInfo(TEXT), other).mounts());
    }

    /** Whoever mounts chooses the path, and might write lines of his own. */
    @Test
    void takesNoPartOfAPathForALine() {
        String path = "/var/p/data/\r50 26 0:1 / /var/p/none rw - tmpfs tmpfs rw";
        String line = "49 26 0:60 / %s rw - tmpfs tmpfs rw\n".formatted(path.replace(" ", "\\040"));
        assertEquals(
                List.of(Path.of(path)),
                MountTable.parse(new MountInfo(line)).below(Path.of("/var/p")));
        assertEquals(
                List.of(Path.of(path)),
                MountTable.parseBelow(new MountInfo(line), Path.of("/var/p/data"))
                        .below(Path.of("/var/p")));
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
    void tellsAFolderThatIsMountedOntoItselfFromAnotherFileSystem() {
        assertTrue(TABLE.isOntoItself(TABLE.at(Path.of("/var/p/data")).get(0)));
        assertFalse(TABLE.isOntoItself(TABLE.at(Path.of("/var/p/data/a")).get(0)));
        assertFalse(TABLE.isOntoItself(TABLE.at(Path.of("/tmp/mount1")).get(0)));
    }

    @Test
    void tellsWhetherAMountSharesWithTheOneAroundIt() {
        MountTable table =
                MountTable.parse(
                        new MountInfo(
                                """
                                26 1 254:0 / / rw shared:1 - ext4 /dev/vda rw
                                40 26 254:0 /same /same rw shared:1 - ext4 /dev/vda rw
                                41 26 254:0 /own /own rw shared:2 - ext4 /dev/vda rw
                                42 26 254:0 /slave /slave rw master:1 - ext4 /dev/vda rw
                                43 26 254:0 /alone /alone rw - ext4 /dev/vda rw,shared:9
                                """));
        assertTrue(table.isPeerOfItsParent(table.at(Path.of("/same")).get(0)));
        assertFalse(table.isPeerOfItsParent(table.at(Path.of("/own")).get(0)));
        assertFalse(table.at(Path.of("/slave")).get(0).isPrivate());
        assertFalse(table.at(Path.of("/slave")).get(0).isShared());
        assertTrue(table.at(Path.of("/alone")).get(0).isPrivate());
    }

    @Test
    void hasTheMountsAroundAFolderToo() {
        MountTable around =
                MountTable.parseAround(
                        new MountInfo(TEXT), List.of(Path.of("/var/p/data/a/with blank")));
        assertEquals(1, around.at(Path.of("/var/p/data/a")).size());
        MountTable data =
                MountTable.parseAround(new MountInfo(TEXT), List.of(Path.of("/var/p/data")));
        assertTrue(data.isOntoItself(data.at(Path.of("/var/p/data")).get(0)));
    }
}
