package dev.berth.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.TestAuthority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpEndpointTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    @TempDir Path folder;

    private TcpEndpoint socket() {
        return PluginEndpoint.tcp("vol", ANY_PORT).withSpecFolder(folder.resolve("specs"));
    }

    private static ListeningPlugin listen(TcpEndpoint socket) throws IOException {
        return PluginServer.create().volume(new TestVolumes()).listen(socket);
    }

    private static Socket connect(String address) throws IOException {
        URI uri = URI.create(address);
        return new Socket(uri.getHost(), uri.getPort());
    }

    @Test
    void tellsDockerOfItselfWhileItListens() throws IOException {
        Path spec = folder.resolve("specs/vol.spec");
        try (ListeningPlugin plugin = listen(socket())) {
            assertEquals(plugin.address(), Files.readString(spec));
            assertTrue(plugin.address().matches("tcp://127\\.0\\.0\\.1:[0-9]+"));
            assertEquals(
                    "rw-r--r--",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(spec)));
            assertEquals(
                    "200 {\"Volumes\":[]}",
                    PluginCaller.call(connect(plugin.address()), "VolumeDriver.List", ""));
        }
        assertFalse(Files.exists(spec));
    }

    @Test
    void leavesASpecThatIsNotItsOwnAnyMore() throws IOException {
        Path spec = folder.resolve("specs/vol.spec");
        ListeningPlugin plugin = listen(socket());
        Files.writeString(spec, "tcp://elsewhere:1");
        plugin.close();
        assertEquals("tcp://elsewhere:1", Files.readString(spec));
    }

    @Test
    void isAtThisHostWhereItListensOnAllAddresses() throws IOException {
        TcpEndpoint all = PluginEndpoint.tcp("vol", new InetSocketAddress(0)).withoutSpec();
        try (ListeningPlugin plugin = listen(all)) {
            assertTrue(plugin.address().startsWith("tcp://127.0.0.1:"), plugin.address());
        }
        assertFalse(Files.exists(folder.resolve("specs")));
    }

    @Test
    void isRefusedWhereSomebodyListens() throws IOException {
        try (ListeningPlugin first = listen(socket())) {
            InetSocketAddress taken =
                    new InetSocketAddress("127.0.0.1", URI.create(first.address()).getPort());
            IOException e =
                    assertThrows(
                            IOException.class, () -> listen(PluginEndpoint.tcp("other", taken)));
            assertTrue(e.getMessage().startsWith("cannot listen on "), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> PluginEndpoint.tcp("../x", ANY_PORT));
    }

    @Test
    void speaksTlsWithClientsItKnows() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        authority.issue("server", TestAuthority.EC);
        authority.issue("client", TestAuthority.EC);
        PluginTls tls =
                PluginTls.of(folder.resolve("server.crt"), folder.resolve("server.key"))
                        .withAuthority(authority.certificate())
                        .withClientsOf(authority.certificate());
        try (ListeningPlugin plugin = listen(socket().withTls(tls))) {
            String json = Files.readString(folder.resolve("specs/vol.json"));
            assertEquals(
                    "{\"Name\":\"vol\",\"Addr\":\"%s\",\"TLSConfig\":{\"CAFile\":\"%s\"}}"
                            .formatted(plugin.address(), authority.certificate()),
                    json);
            URI uri = URI.create(plugin.address());
            assertEquals("https", uri.getScheme());
            PluginTls own =
                    PluginTls.of(folder.resolve("client.crt"), folder.resolve("client.key"));
            SSLContext known = own.withClientsOf(authority.certificate()).context();
            assertEquals(
                    "200 {\"Volumes\":[]}",
                    PluginCaller.call(
                            known.getSocketFactory().createSocket(uri.getHost(), uri.getPort()),
                            "VolumeDriver.List",
                            ""));
            assertThrows(
                    RuntimeException.class,
                    () -> PluginCaller.call(connect(plugin.address()), "VolumeDriver.List", ""));
        }
    }
}
