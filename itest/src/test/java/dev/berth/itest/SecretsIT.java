package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.engine.support.Docker;
import dev.berth.itest.host.Distribution;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RunningTasks;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.testing.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A plugin in a container gets a secret, and everything else only sees where it is kept. */
public class SecretsIT extends DockerTestBase {
    private static final String ENV = "{{.Settings.Env}}";

    private Path file;
    private String id;

    @Before
    public void aSecretAndAPlugin() throws IOException {
        file = folders().base().resolve("scope");
        Files.writeString(file, "global\n");
        permit("rw-------");
        id = volumePlugin("volume").id();
    }

    @After
    public void aPluginWithoutSecrets() {
        if (manager.find("volume").enabled()) {
            OperationOutcome.of(manager.disable("volume", true));
        }
        OperationOutcome.of(manager.set("volume", List.of("SCOPE.file=")));
    }

    @Test
    public void aFileIsGivenByADockerCommandToTheProcessOnly() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        PluginListener listener = event -> events.add(event.kind() + " " + event.attributes());
        new ServiceWaits(bundle).offer(PluginListener.class, listener, Map.of());
        for (Docker docker : clients()) {
            try (FrameworkLog log = new FrameworkLog(bundle)) {
                succeeds(docker, "plugin", "set", "volume", "SCOPE.file=" + file);
                succeeds(docker, "plugin", "enable", "volume");
                assertEquals(Scope.GLOBAL, driver().capabilities().scope());
                assertTrue(environment().contains("SCOPE=global\0"));
                String shown = succeeds(docker, "plugin", "inspect", "volume");
                assertTrue(shown, shown.contains("\"SCOPE.file=" + file + "\""));
                assertFalse(shown, shown.contains("SCOPE=global"));
                succeeds(docker, "plugin", "disable", "volume");
                assertFalse(log.messages().toString().contains("SCOPE=global"));
            }
        }
        assertFalse(events.toString(), events.toString().contains("global"));
        assertEquals(List.of(), holders(folders().root().resolve("plugins").resolve(id)));
    }

    @Test
    public void whatHasTheValueIsRootsAlone() throws Exception {
        OperationOutcome.of(manager.set("volume", List.of("SCOPE.file=" + file)));
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
        driver();
        List<Path> holders = holders(TestBed.folder().resolve("c"));
        assertTrue(holders.toString(), holders.toString().contains("meta.db"));
        assertTrue(holders.toString(), holders.toString().contains("config.json"));
        for (Path holder : holders) {
            assertTrue(holder + " can be read by others", isPrivate(holder));
        }
    }

    @Test
    public void aContainerdWhoseDatabaseOthersCanReadGetsNoSecret() throws Exception {
        Path root = TestBed.folder().resolve("c/root");
        String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(root));
        OperationOutcome.of(manager.set("volume", List.of("SCOPE.file=" + file)));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        try {
            String refusal =
                    OperationOutcome.failure(
                                    PluginRuntimeException.class,
                                    manager.enable("volume", EnableOptions.DEFAULT))
                            .getMessage();
            assertTrue(refusal, refusal.endsWith("which others can read: chmod 700 " + root));
        } finally {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(before));
        }
        OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
    }

    @Test
    public void aConfigurationIsGivenToTheProcessAndToNoService() throws Exception {
        Configuration secret = secret(Map.of(".value", "global"));
        try {
            OperationOutcome.of(manager.set("volume", List.of("SCOPE.secret=scope")));
            OperationOutcome.of(manager.enable("volume", EnableOptions.DEFAULT));
            assertEquals(Scope.GLOBAL, driver().capabilities().scope());
            for (Docker docker : clients()) {
                String env = succeeds(docker, "plugin", "inspect", "-f", ENV, "volume");
                assertTrue(env, env.contains("SCOPE.secret=scope"));
            }
            for (ServiceReference<?> service :
                    bundle.getAllServiceReferences(
                            "dev.berth.core.secret.ConfiguredSecret", null)) {
                assertFalse(service.getProperties().toString().contains("global"));
            }
        } finally {
            secret.delete();
        }
    }

    @Test
    public void aShellSetsItToo() throws Exception {
        EngineFolders other = EngineFolders.fresh();
        PluginReference volume =
                new PluginsInTheRegistry(manager).published("berth/volume", PluginSource.volume());
        try (ServerProcess shell =
                new Distribution(other)
                        .shell(
                                "SCOPE.file=",
                                "plugin:install --disable --alias volume --grant-all-permissions "
                                        + volume,
                                "plugin:set --grant-all-permissions volume SCOPE.file=" + file,
                                "plugin:enable volume",
                                "plugin:inspect volume")) {
            shell.awaitReady();
            shell.awaitEnd();
            assertFalse(shell.output(), shell.output().contains("SCOPE=global"));
        }
    }

    @Test
    public void aMissingOneFailsTheStartAndNamesTheReference() throws Exception {
        permit("rw-r--r--");
        for (Docker docker : clients()) {
            succeeds(docker, "plugin", "set", "volume", "SCOPE.file=" + file);
            fails(
                    docker,
                    "SCOPE.file=%s cannot be used: %s can be read or written by others"
                            .formatted(file, file),
                    "plugin",
                    "enable",
                    "volume");
            succeeds(docker, "plugin", "set", "volume", "SCOPE.secret=nosuch");
            fails(
                    docker,
                    "there is no configuration dev.berth.secret~nosuch",
                    "plugin",
                    "enable",
                    "volume");
        }
    }

    private VolumeDriver driver() {
        return new ServiceWaits(bundle).await(VolumeDriver.class, "volume:latest");
    }

    private String environment() throws IOException {
        long pid = RunningTasks.of(id).orElseThrow().pid();
        return Files.readString(Path.of("/proc/" + pid + "/environ"));
    }

    private Configuration secret(Map<String, String> properties) throws IOException {
        ServiceReference<ConfigurationAdmin> reference =
                bundle.getServiceReference(ConfigurationAdmin.class);
        Configuration secret =
                bundle.getService(reference)
                        .getFactoryConfiguration("dev.berth.secret", "scope", "?");
        Dictionary<String, Object> all = new Hashtable<>(properties);
        secret.update(all);
        return secret;
    }

    private void permit(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** Returns the files below a folder that have the value. */
    private static List<Path> holders(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(SecretsIT::hasValue).toList();
        }
    }

    private static boolean hasValue(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
                    .contains("SCOPE=global");
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns whether the file or a folder above it is closed to others. */
    private static boolean isPrivate(Path path) throws IOException {
        if (Files.getPosixFilePermissions(path).stream().noneMatch(SecretsIT::isOthers)) {
            return true;
        }
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.getPosixFilePermissions(above).stream().noneMatch(SecretsIT::isOthers)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOthers(Object permission) {
        return permission.toString().startsWith("OTHERS");
    }
}
