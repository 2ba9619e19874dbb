package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.RegistryFiles;
import dev.berth.itest.parts.StoredFiles;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.RegistryException;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

/** The error says what is wrong, and nothing is left of what was begun. */
public class AnInstallThatFailsIT extends FrameworkTestBase {

    @After
    public void nothingIsLeft() {
        assertEquals(List.of(), manager.list());
        assertEquals(Set.of(), StoredFiles.below(folders().root()));
    }

    @Test
    public void ofAnUnknownRepositoryNamesItAndItsRegistry() {
        RegistryException failure = failure(RegistryException.class, reference("nobody/nothing"));
        assertEquals(RegistryException.Reason.NOT_FOUND, failure.reason());
        assertEquals(TestBed.registry(), failure.registry());
        assertEquals("nobody/nothing", failure.repository());
        assertTrue(failure.getMessage(), failure.getMessage().contains("nobody/nothing"));
    }

    @Test
    public void ofAnUnknownTagNamesIt() {
        publishedIdle("berth/idle");
        RegistryException failure =
                failure(RegistryException.class, reference("berth/idle:nightly"));
        assertEquals(RegistryException.Reason.NOT_FOUND, failure.reason());
        assertTrue(failure.getMessage(), failure.getMessage().contains("nightly"));
    }

    @Test
    public void fromARegistryThatIsNotThereSaysSo() {
        RegistryException failure =
                failure(RegistryException.class, PluginReference.parse("127.0.0.1:1/berth/idle"));
        assertEquals(RegistryException.Reason.UNREACHABLE, failure.reason());
        assertEquals("127.0.0.1:1", failure.registry());
    }

    @Test
    public void becauseALayerHasAnotherDigestIsCorrupt() {
        Plugin plugin = publishedIdle("berth/bad-layer");
        RegistryFiles.corrupt(layer(plugin));
        RegistryException failure = failure(RegistryException.class, reference("berth/bad-layer"));
        assertEquals(RegistryException.Reason.CORRUPT, failure.reason());
        assertTrue(failure.getMessage(), failure.getMessage().contains(layer(plugin).toString()));
    }

    @Test
    public void becauseTheConfigHasAnotherDigestIsCorrupt() {
        Plugin plugin = publishedIdle("berth/bad-config");
        RegistryFiles.corrupt(RegistryFiles.config(plugin.digest()));
        RegistryException failure = failure(RegistryException.class, reference("berth/bad-config"));
        assertEquals(RegistryException.Reason.CORRUPT, failure.reason());
    }

    @Test
    public void becauseTheConfigIsNotJsonIsRefused() {
        RegistryFiles.push("berth/not-json", "not JSON at all");
        PluginException failure = failure(PluginException.class, reference("berth/not-json"));
        assertTrue(failure.getMessage(), failure.getMessage().contains("JSON"));
    }

    @Test
    public void becauseAnArchivesConfigIsNotJsonIsInvalid() {
        PluginSource wrong = PluginSource.idle().withConfig("not JSON at all");
        InvalidPluginException failure =
                OperationOutcome.failure(
                        InvalidPluginException.class,
                        manager.create(PluginReference.parse("wrong"), wrong.tar()));
        assertTrue(failure.getMessage(), failure.getMessage().contains("it is not JSON"));
    }

    /** Each of a text of its own, so that no other repository shares its blobs. */
    private Plugin publishedIdle(String repository) {
        PluginSource idle =
                PluginSource.idle(repository).with(config -> config.put("description", repository));
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        return registry.publish(reference(repository), idle);
    }

    private static Digest layer(Plugin plugin) {
        return RegistryFiles.layer(plugin.digest());
    }

    private <E extends PluginException> E failure(Class<E> type, PluginReference reference) {
        Operation<?> install = manager.install(InstallRequest.of(reference), ProgressListener.NONE);
        return OperationOutcome.failure(type, install);
    }
}
