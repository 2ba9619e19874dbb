package dev.berth.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.RealDockerd;
import dev.berth.testing.TestAuthority;
import dev.berth.testing.TestFolders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dockerd finds a plugin at a TCP port by its file in {@code /etc/docker/plugins}, and uses it.
 */
class DockerdIT {
    private static final Path SPECS = Path.of("/etc/docker/plugins");

    private static Path dockerFolder;
    private static RealDockerd dockerd;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        dockerFolder = Files.createTempDirectory("sdk");
        dockerd = RealDockerd.start(dockerFolder);
    }

    @AfterAll
    static void stop() {
        dockerd.close();
        TestFolders.delete(dockerFolder);
    }

    /** Returns one that no other test of this machine has, and no dockerd knows. */
    private static String name(String what) {
        return "berth-sdk-%s-%d".formatted(what, ProcessHandle.current().pid());
    }

    private static ListeningPlugin listen(PluginEndpoint endpoint) throws IOException {
        return PluginServer.create().volume(new TestVolumes()).listen(endpoint);
    }

    private static TcpEndpoint port(String name) {
        return PluginEndpoint.tcp(name, new InetSocketAddress("127.0.0.1", 0));
    }

    private TestAuthority authority() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        authority.issue("server", TestAuthority.EC);
        authority.issue("client", TestAuthority.EC);
        return authority;
    }

    private PluginTls tls(TestAuthority authority) {
        return PluginTls.of(authority.certificate("server"), authority.key("server"))
                .withAuthority(authority.certificate());
    }

    private static void assertUsed(String plugin) throws Exception {
        String volume = "of-" + plugin;
        assertEquals(volume, dockerd.docker("volume", "create", "-d", plugin, volume));
        assertEquals(
                plugin + " " + volume,
                dockerd.docker(
                        "volume",
                        "ls",
                        "--filter",
                        "driver=" + plugin,
                        "--format",
                        "{{.Driver}} {{.Name}}"));
        dockerd.docker("volume", "rm", volume);
    }

    @Test
    void usesAPortByItsSpecFile() throws Exception {
        String name = name("tcp");
        try (ListeningPlugin plugin = listen(port(name))) {
            assertEquals(plugin.address(), Files.readString(SPECS.resolve(name + ".spec")));
            assertUsed(name);
        }
        assertFalse(Files.exists(SPECS.resolve(name + ".spec")));
    }

    @Test
    void usesAPortWithTlsByItsJsonFile() throws Exception {
        String name = name("tls");
        try (ListeningPlugin plugin = listen(port(name).withTls(tls(authority())))) {
            assertTrue(plugin.address().startsWith("https://"), plugin.address());
            assertUsed(name);
        }
        assertFalse(Files.exists(SPECS.resolve(name + ".json")));
    }

    /** The file that names dockerd's own certificate is its operator's. */
    @Test
    void usesAPortThatIsForKnownClientsWithACertificateOfItsOwn() throws Exception {
        String name = name("mutual");
        TestAuthority authority = authority();
        PluginTls known = tls(authority).withClientsOf(authority.certificate());
        Path file = SPECS.resolve(name + ".json");
        try (ListeningPlugin plugin = listen(port(name).withTls(known).withoutSpec())) {
            Files.createDirectories(SPECS);
            Files.writeString(
                    file,
                    """
                    {"Addr": "%s", "TLSConfig": {"CAFile": "%s", "CertFile": "%s", "KeyFile": "%s"}}
                    """
                            .formatted(
                                    plugin.address(),
                                    authority.certificate(),
                                    authority.certificate("client"),
                                    authority.key("client")));
            assertUsed(name);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void doesNotTrustAPortWhoseAuthorityIsAnother() throws Exception {
        String name = name("other");
        PluginTls other = tls(authority()).withAuthority(another().certificate());
        try (ListeningPlugin plugin = listen(port(name).withTls(other))) {
            IOException failure =
                    assertThrows(
                            IOException.class,
                            () -> dockerd.docker("volume", "create", "-d", name, "never"));
            assertTrue(
                    failure.getMessage().contains("certificate"),
                    () -> plugin.address() + ": " + failure.getMessage());
        }
    }

    private TestAuthority another() throws Exception {
        return new TestAuthority(Files.createDirectory(folder.resolve("another")), "another");
    }
}
