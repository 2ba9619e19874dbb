package dev.berth.discovery;

import static dev.berth.discovery.host.PluginHost.file;
import static dev.berth.discovery.host.PluginHost.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.discovery.host.PluginHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class AListenerIsToldTest extends ADiscovery {
    @Test
    void ofAllThereIsAtOnce() throws Exception {
        socket(host.run().resolve("a.sock"));
        file(host.usr().resolve("b.spec"), "unix:///b");
        listen();
        heard.expect("appeared", "a");
        heard.expect("appeared", "b");
        heard.expectNoMore();
    }

    @Test
    void ofASocketThatComesAndGoes() throws Exception {
        Files.createDirectories(host.run());
        listen();
        Path socket = socket(host.run().resolve("a.sock"));
        heard.expect("appeared", "a");
        Files.delete(socket);
        heard.expect("vanished", "a");
    }

    @Test
    void ofASocketInAFolderThatIsNew() throws Exception {
        listen();
        socket(host.run().resolve("a/a.sock"));
        heard.expect("appeared", "a");
        PluginHost.delete(host.run().resolve("a"));
        heard.expect("vanished", "a");
        socket(host.run().resolve("a/a.sock"));
        heard.expect("appeared", "a");
    }

    @Test
    void ofASocketWhenTheFoldersOnTheWayAreNewOrDeletedAndMadeAgain() throws Exception {
        listen();
        socket(host.run().resolve("a.sock"));
        heard.expect("appeared", "a");
        PluginHost.delete(root.resolve("run"));
        heard.expect("vanished", "a");
        socket(host.run().resolve("b.sock"));
        heard.expect("appeared", "b");
    }

    @Test
    void ofASocketWhenAFolderIsMovedAwayAndBack() throws Exception {
        socket(host.run().resolve("a.sock"));
        listen();
        heard.expect("appeared", "a");
        Files.move(root.resolve("run"), root.resolve("gone"));
        heard.expect("vanished", "a");
        Files.move(root.resolve("gone"), root.resolve("run"));
        heard.expect("appeared", "a");
    }

    @Test
    void ofASocketThatTookAnothersPlace() throws Exception {
        Path socket = socket(host.run().resolve("a.sock"));
        listen();
        heard.expect("appeared", "a");
        Path other = socket(host.run().resolve(".new"));
        Files.move(other, socket, StandardCopyOption.ATOMIC_MOVE);
        heard.expect("vanished", "a");
        heard.expect("appeared", "a");
    }

    @Test
    void notOfASocketThatOnlyHasOtherPermissions() throws Exception {
        Path socket = socket(host.run().resolve("a.sock"));
        listen();
        heard.expect("appeared", "a");
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        socket(host.run().resolve("b.sock"));
        heard.expect("appeared", "b");
    }

    @Test
    void ofTheOtherPlaceWhenAnEarlierOneComesOrGoes() throws Exception {
        Path spec = file(host.etc().resolve("a.spec"), "unix:///a");
        listen();
        assertEquals(spec, heard.expect("appeared", "a").source());
        Path socket = socket(host.run().resolve("a.sock"));
        assertEquals(spec, heard.expect("vanished", "a").source());
        assertEquals(socket, heard.expect("appeared", "a").source());
        Files.delete(socket);
        assertEquals(socket, heard.expect("vanished", "a").source());
        assertEquals(spec, heard.expect("appeared", "a").source());
    }

    @Test
    void ofASpecThatIsWrittenAnew() throws Exception {
        Path spec = file(host.etc().resolve("a.spec"), "unix:///a");
        listen();
        heard.expect("appeared", "a");
        Files.writeString(spec, "unix:///b");
        heard.expect("vanished", "a");
        assertEquals("/b", heard.expect("appeared", "a").address().getPath());
    }

    @Test
    void ofTheSocketThatASpecNames() throws Exception {
        Path socket = root.resolve("elsewhere/deep/a.sock");
        file(host.etc().resolve("a.spec"), "unix://" + socket);
        listen();
        heard.expect("appeared", "a");
        socket(socket);
        heard.expect("vanished", "a");
        heard.expect("appeared", "a");
    }

    @Test
    void ofTheSocketThatALinkLeadsTo() throws Exception {
        Path socket = socket(root.resolve("elsewhere/real.sock"));
        Files.createDirectories(host.run());
        Files.createSymbolicLink(host.run().resolve("a.sock"), socket);
        listen();
        heard.expect("appeared", "a");
        PluginHost.delete(root.resolve("elsewhere"));
        heard.expect("vanished", "a");
        socket(socket);
        heard.expect("appeared", "a");
    }

    @Test
    void ofASocketInAFolderThatALinkLeadsTo() throws Exception {
        Files.createDirectories(host.run().getParent());
        Files.createSymbolicLink(host.run(), root.resolve("elsewhere"));
        listen();
        Path socket = socket(root.resolve("elsewhere/a.sock"));
        assertEquals(host.run().resolve("a.sock"), heard.expect("appeared", "a").source());
        PluginHost.delete(root.resolve("elsewhere"));
        heard.expect("vanished", "a");
        socket(socket);
        heard.expect("appeared", "a");
    }

    @Test
    void ofEachOfManyThatComeAtOnce() throws Exception {
        listen();
        for (int i = 100; i < 300; i++) {
            socket(host.run().resolve("p" + i + ".sock"));
        }
        for (int i = 100; i < 300; i++) {
            heard.expect("appeared", "p" + i);
        }
        heard.expectNoMore();
    }
}
