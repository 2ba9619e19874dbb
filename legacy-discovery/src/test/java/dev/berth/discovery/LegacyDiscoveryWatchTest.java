package dev.berth.discovery;

import static dev.berth.discovery.host.PluginHost.file;
import static dev.berth.discovery.host.PluginHost.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.shared.file.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class LegacyDiscoveryWatchTest extends LegacyDiscoveryTestBase {
    @Test
    void tellsOfAllThereIsAtOnce() throws Exception {
        socket(host.run().resolve("a.sock"));
        file(host.usr().resolve("b.spec"), "unix:///b");
        listen();
        listener.expect("appeared", "a");
        listener.expect("appeared", "b");
        listener.expectNoMore();
    }

    @Test
    void tellsOfASocketThatComesAndGoes() throws Exception {
        Files.createDirectories(host.run());
        listen();
        Path socket = socket(host.run().resolve("a.sock"));
        listener.expect("appeared", "a");
        Files.delete(socket);
        listener.expect("vanished", "a");
    }

    @Test
    void tellsOfASocketInAFolderThatIsNew() throws Exception {
        listen();
        socket(host.run().resolve("a/a.sock"));
        listener.expect("appeared", "a");
        FileTree.delete(host.run().resolve("a"));
        listener.expect("vanished", "a");
        socket(host.run().resolve("a/a.sock"));
        listener.expect("appeared", "a");
    }

    @Test
    void tellsOfASocketWhenTheFoldersOnTheWayAreNewOrDeletedAndMadeAgain() throws Exception {
        listen();
        socket(host.run().resolve("a.sock"));
        listener.expect("appeared", "a");
        FileTree.delete(root.resolve("run"));
        listener.expect("vanished", "a");
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
    }

    @Test
    void tellsOfASocketWhenAFolderIsMovedAwayAndBack() throws Exception {
        socket(host.run().resolve("a.sock"));
        listen();
        listener.expect("appeared", "a");
        Files.move(root.resolve("run"), root.resolve("gone"));
        listener.expect("vanished", "a");
        Files.move(root.resolve("gone"), root.resolve("run"));
        listener.expect("appeared", "a");
    }

    @Test
    void tellsOfASocketThatTookAnothersPlace() throws Exception {
        Path socket = socket(host.run().resolve("a.sock"));
        listen();
        listener.expect("appeared", "a");
        Path other = socket(host.run().resolve(".new"));
        Files.move(other, socket, StandardCopyOption.ATOMIC_MOVE);
        listener.expect("vanished", "a");
        listener.expect("appeared", "a");
    }

    @Test
    void tellsNothingOfASocketThatOnlyHasOtherPermissions() throws Exception {
        Path socket = socket(host.run().resolve("a.sock"));
        listen();
        listener.expect("appeared", "a");
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        socket(host.run().resolve("b.sock"));
        listener.expect("appeared", "b");
    }

    @Test
    void tellsOfTheOtherPlaceWhenAnEarlierOneComesOrGoes() throws Exception {
        Path spec = file(host.etc().resolve("a.spec"), "unix:///a");
        listen();
        assertEquals(spec, listener.expect("appeared", "a").source());
        Path socket = socket(host.run().resolve("a.sock"));
        assertEquals(spec, listener.expect("vanished", "a").source());
        assertEquals(socket, listener.expect("appeared", "a").source());
        Files.delete(socket);
        assertEquals(socket, listener.expect("vanished", "a").source());
        assertEquals(spec, listener.expect("appeared", "a").source());
    }

    @Test
    void tellsOfASpecThatIsWrittenAnew() throws Exception {
        Path spec = file(host.etc().resolve("a.spec"), "unix:///a");
        listen();
        listener.expect("appeared", "a");
        Files.writeString(spec, "unix:///b");
        listener.expect("vanished", "a");
        assertEquals("/b", listener.expect("appeared", "a").address().getPath());
    }

    @Test
    void tellsOfTheSocketThatASpecNames() throws Exception {
        Path socket = root.resolve("elsewhere/deep/a.sock");
        file(host.etc().resolve("a.spec"), "unix://" + socket);
        listen();
        listener.expect("appeared", "a");
        socket(socket);
        listener.expect("vanished", "a");
        listener.expect("appeared", "a");
    }

    @Test
    void tellsOfTheSocketThatALinkLeadsTo() throws Exception {
        Path socket = socket(root.resolve("elsewhere/real.sock"));
        Files.createDirectories(host.run());
        Files.createSymbolicLink(host.run().resolve("a.sock"), socket);
        listen();
        listener.expect("appeared", "a");
        FileTree.delete(root.resolve("elsewhere"));
        listener.expect("vanished", "a");
        socket(socket);
        listener.expect("appeared", "a");
    }

    @Test
    void tellsOfASocketInAFolderThatALinkLeadsTo() throws Exception {
        Files.createDirectories(host.run().getParent());
        Files.createSymbolicLink(host.run(), root.resolve("elsewhere"));
        listen();
        Path socket = socket(root.resolve("elsewhere/a.sock"));
        assertEquals(host.run().resolve("a.sock"), listener.expect("appeared", "a").source());
        FileTree.delete(root.resolve("elsewhere"));
        listener.expect("vanished", "a");
        socket(socket);
        listener.expect("appeared", "a");
    }

    @Test
    void tellsOfEachOfManyThatComeAtOnce() throws Exception {
        listen();
        for (int i = 100; i < 300; i++) {
            socket(host.run().resolve("p" + i + ".sock"));
        }
        for (int i = 100; i < 300; i++) {
            listener.expect("appeared", "p" + i);
        }
        listener.expectNoMore();
    }
}
