package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.capability.CapabilityProperties;
import dev.berth.example.secret.SecretProvider;
import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.error.PluginCallException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** A bundle types a protocol that Berth does not know, of a plugin in a container. */
public class ADriverOfAnotherBundleIT extends FrameworkTestBase {
    private static final String CONFIG =
            """
            {"interface": {"types": ["docker.secretprovider/1.0"], "socket": "secrets.sock"}}
            """;

    private ServiceWaits services;

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithSecretDriver();
    }

    @Before
    public void aSecretPlugin() {
        services = new ServiceWaits(bundle);
        if (manager.list().isEmpty()) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
            registry.published("berth/secrets", PluginSource.go("secrets.go", CONFIG));
            registry.installed(PluginsInTheRegistry.reference("berth/secrets"), "secrets");
        }
        if (!manager.find("secrets").enabled()) {
            OperationOutcome.of(manager.enable("secrets", EnableOptions.DEFAULT));
        }
    }

    @Test
    public void isAServiceAsSoonAsThePluginIsEnabled() {
        assertTrue(services.has(SecretProvider.class, "secrets:latest"));
        SecretProvider secrets = services.await(SecretProvider.class, "secrets:latest");
        assertEquals("open front", value(secrets.secret("password", Map.of("door", "front"))));
        assertEquals(Optional.empty(), secrets.secret("none", Map.of()));
        PluginCallException failure =
                assertThrows(
                        PluginCallException.class, () -> secrets.secret("forbidden", Map.of()));
        assertTrue(failure.getMessage(), failure.getMessage().contains("nobody may read it"));
        ServiceReference<?> reference = bundle.getServiceReference(SecretProvider.class);
        assertEquals(
                "docker.secretprovider",
                reference.getProperty(CapabilityProperties.CAPABILITY_NAME));
        assertEquals(
                manager.find("secrets").digest().toString(),
                reference.getProperty(CapabilityProperties.PLUGIN_DIGEST));
        OperationOutcome.of(manager.disable("secrets", false));
        services.awaitNone(SecretProvider.class, "secrets:latest");
    }

    @Test
    public void goesAndComesWithItsBundle() throws BundleException {
        Bundle typing = bundle("dev.berth.example.secret");
        typing.stop();
        services.awaitNone(SecretProvider.class, "secrets:latest");
        typing.start();
        SecretProvider secrets = services.await(SecretProvider.class, "secrets:latest");
        assertEquals("open back", value(secrets.secret("password", Map.of("door", "back"))));
    }

    private Bundle bundle(String name) {
        for (Bundle each : bundle.getBundles()) {
            if (name.equals(each.getSymbolicName())) {
                return each;
            }
        }
        throw new AssertionError("no bundle " + name);
    }

    private static String value(Optional<byte[]> secret) {
        return new String(secret.orElseThrow(), StandardCharsets.UTF_8);
    }
}
