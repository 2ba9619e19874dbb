package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.CapabilityProperties;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.testing.Programs;
import dev.berth.testing.RealDockerd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.ServiceRegistration;

/** A dockerd uses services of this framework as its plugins. */
public class OfferedServicesIT extends FrameworkTestBase {
    private static final Path PLUGINS = Path.of("/run/docker/plugins");

    /** No other dockerd or test of this machine has it. */
    private final String name = "berth-it-" + ProcessHandle.current().pid();

    private Path folder;
    private ServiceWaits services;

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithPluginExport();
    }

    @Before
    public void aFolder() throws IOException {
        services = new ServiceWaits(bundle);
        folder = Files.createDirectories(TestBed.newFolder());
    }

    @After
    public void nothingIsLeft() {
        assertFalse(Files.exists(socket()));
    }

    @Test
    public void aVolumeIsMountedIntoAContainer() throws Exception {
        OfferedDrivers.Folders volumes = new OfferedDrivers.Folders(folder.resolve("volumes"));
        ServiceRegistration<?> offer = offer(VolumeDriver.class, volumes);
        try (RealDockerd dockerd = RealDockerd.start(folder.resolve("d"))) {
            image(dockerd);
            assertEquals("vol", dockerd.docker("volume", "create", "-d", name, "vol"));
            String output =
                    dockerd.docker(
                            "run",
                            "--rm",
                            "--network=none",
                            "-v",
                            "vol:/data",
                            "inside",
                            "/plugin");
            assertTrue(output, output.contains("it is done"));
            assertEquals("from inside", Files.readString(folder.resolve("volumes/vol/file")));
            assertEquals(name + " vol", volumes(dockerd));
            IOException refusal =
                    assertThrows(
                            IOException.class,
                            () ->
                                    dockerd.docker(
                                            "volume", "create", "-d", name, "-o", "size=1", "w"));
            assertTrue(refusal.getMessage(), refusal.getMessage().contains("folders have no size"));
            dockerd.docker("volume", "rm", "vol");
            assertEquals("", volumes(dockerd));
            assertEquals(
                    Set.of("capabilities", "create", "get", "list", "mount", "unmount", "remove"),
                    volumes.calls);
        } finally {
            offer.unregister();
        }
    }

    @Test
    public void aLogDriverGetsAndReadsWhatAContainerPrints() throws Exception {
        OfferedDrivers.KeptLogs logs = new OfferedDrivers.KeptLogs();
        ServiceRegistration<?> offer = offer(LogDriver.class, logs);
        try (RealDockerd dockerd = RealDockerd.start(folder.resolve("d"))) {
            image(dockerd);
            String container =
                    dockerd.docker(
                            "run",
                            "-d",
                            "--network=none",
                            "--log-driver",
                            name,
                            "inside",
                            "/plugin");
            dockerd.docker("wait", container);
            assertEquals(List.of("lo 127.0.0.1/8", "it is done"), logs.lines());
            assertEquals("lo 127.0.0.1/8\nit is done", dockerd.docker("logs", container));
            dockerd.docker("rm", container);
        } finally {
            offer.unregister();
        }
    }

    @Test
    public void anAuthorizationPluginGuardsTheApi() throws Exception {
        ServiceRegistration<?> offer = offer(AuthzDriver.class, new OfferedDrivers.NoSecrets());
        try (RealDockerd dockerd =
                RealDockerd.start(folder.resolve("d"), "--authorization-plugin=" + name)) {
            assertEquals("open", dockerd.docker("volume", "create", "open"));
            IOException refusal =
                    assertThrows(
                            IOException.class, () -> dockerd.docker("volume", "create", "secret"));
            assertTrue(
                    refusal.getMessage(),
                    refusal.getMessage()
                            .contains(
                                    "authorization denied by plugin "
                                            + name
                                            + ": nothing is secret here"));
        } finally {
            offer.unregister();
        }
    }

    @Test
    public void aNetworkConnectsAContainerWithAnAddressOfItsIpam() throws Exception {
        OfferedDrivers.CountedAddresses ipam = new OfferedDrivers.CountedAddresses();
        OfferedDrivers.Pairs network = new OfferedDrivers.Pairs();
        ServiceRegistration<?> addresses = offer(IpamDriver.class, ipam);
        ServiceRegistration<?> networks = offer(NetworkDriver.class, network);
        try (RealDockerd dockerd = RealDockerd.start(folder.resolve("d"))) {
            image(dockerd);
            dockerd.docker("network", "create", "-d", name, "--ipam-driver", name, "net");
            String output = dockerd.docker("run", "--rm", "--network=net", "inside", "/plugin");
            assertTrue(output, output.contains("pair0 10.99.0."));
            dockerd.docker("network", "rm", "net");
            assertEquals(
                    Set.of(
                            "capabilities",
                            "defaultAddressSpaces",
                            "requestPool",
                            "requestAddress",
                            "releaseAddress",
                            "releasePool"),
                    ipam.calls);
            assertEquals(
                    Set.of(
                            "capabilities",
                            "createNetwork",
                            "createEndpoint",
                            "endpointOperInfo",
                            "join",
                            "leave",
                            "deleteEndpoint",
                            "deleteNetwork"),
                    network.calls);
        } finally {
            networks.unregister();
            addresses.unregister();
        }
    }

    private <T> ServiceRegistration<T> offer(Class<T> type, T service) {
        return services.offer(type, service, Map.of(CapabilityProperties.OFFER, name));
    }

    private Path socket() {
        return PLUGINS.resolve(name + ".sock");
    }

    private String volumes(RealDockerd dockerd) throws IOException, InterruptedException {
        return dockerd.docker(
                "volume", "ls", "--filter", "driver=" + name, "--format", "{{.Driver}} {{.Name}}");
    }

    /** Makes an image of one static program. */
    private void image(RealDockerd dockerd) throws IOException, InterruptedException {
        Path rootfs = PluginSource.go("inside.go", "{}").rootfs();
        Path tar = folder.resolve("inside.tar");
        Programs.run("tar", "-cf", tar.toString(), "-C", rootfs.toString(), ".");
        dockerd.docker("import", tar.toString(), "inside");
    }
}
