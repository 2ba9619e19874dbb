package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDeniedException;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzFailedException;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.testing.TestTimeout;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** A host asks its authorization plugins by the chain's service: a managed one, and services. */
public class AnAuthorizationChainIT extends FrameworkTestBase {
    private static final String CONFIG =
            """
            {"interface": {"types": ["docker.authz/1.0"], "socket": "a.sock"}}
            """;
    private static final AuthzRequest REQUEST = AuthzRequest.of("GET", "/things");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private AuthzChain chain;

    /** An authorization driver of another bundle's. */
    private record Named(String name, List<String> asked) implements AuthzDriver {
        @Override
        public AuthzDecision authorizeRequest(AuthzRequest request) {
            asked.add(name);
            return AuthzDecision.allow();
        }

        @Override
        public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
            asked.add(name);
            return AuthzDecision.allow();
        }
    }

    @Before
    public void aPlugin() {
        chain = bundle.getService(bundle.getServiceReference(AuthzChain.class));
        if (manager.list().isEmpty()) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
            PluginSource source =
                    PluginSource.go("../../../../engine-itest/src/test/go/authz.go", CONFIG)
                            .with(
                                    json ->
                                            json.withArray("/entrypoint")
                                                    .add("/run/docker/plugins/a.sock")
                                                    .add("/asked"));
            registry.published("berth/authz", source);
            registry.installed(PluginsInTheRegistry.reference("berth/authz"), "authz");
        }
        if (!manager.find("authz").enabled()) {
            OperationOutcome.of(manager.enable("authz", EnableOptions.DEFAULT));
        }
    }

    @Test
    public void asksAManagedPluginAndDeniesWithoutIt() {
        AuthzChain guarded = chain.withPlugins(List.of("authz"));
        AuthzResponse response = AuthzResponse.of(200).withBody(new byte[] {1});
        assertEquals(List.of(), guarded.missing());
        guarded.authorizeRequest(REQUEST);
        guarded.authorizeResponse(REQUEST, response);
        AuthzRequest refused = AuthzRequest.of("GET", "/things?denyRequest&denyResponse");
        assertEquals(
                "authorization denied by plugin authz: not AuthZReq",
                assertThrows(AuthzDeniedException.class, () -> guarded.authorizeRequest(refused))
                        .getMessage());
        assertEquals(
                "authorization denied by plugin authz: not AuthZRes",
                assertThrows(
                                AuthzDeniedException.class,
                                () -> guarded.authorizeResponse(refused, response))
                        .getMessage());
        AuthzRequest broken = AuthzRequest.of("GET", "/things?breaksAuthZReq");
        assertEquals(
                "plugin authz failed with error: AuthZPlugin.AuthZReq: out of order",
                assertThrows(AuthzFailedException.class, () -> guarded.authorizeRequest(broken))
                        .getMessage());
        OperationOutcome.of(manager.disable("authz", false));
        assertThrows(AuthzFailedException.class, () -> guarded.authorizeRequest(REQUEST));
        assertEquals(1, guarded.missing().size());
        assertTrue(guarded.missing().get(0), guarded.missing().get(0).contains("disabled"));
    }

    @Test
    public void asksServicesByRankingWhenItIsConfigured() throws Exception {
        ServiceRegistration<?> low = offer("low", 1);
        ServiceRegistration<?> high = offer("high", 2);
        Configuration configuration = configure("*", 10);
        try {
            assertEquals(List.of("*"), chain.plugins());
            chain.authorizeRequest(REQUEST);
            assertEquals(List.of("high", "low"), asked);
            AuthzRequest large = REQUEST.withBody(new byte[11]);
            assertThrows(AuthzDeniedException.class, () -> chain.authorizeRequest(large));
            high.unregister();
            chain.authorizeResponse(REQUEST, AuthzResponse.of(200));
            assertEquals(List.of("high", "low", "low"), asked);
        } finally {
            configuration.delete();
            low.unregister();
        }
    }

    private ServiceRegistration<?> offer(String name, int ranking) {
        return new ServiceWaits(bundle)
                .offer(
                        AuthzDriver.class,
                        new Named(name, asked),
                        Map.of(Constants.SERVICE_RANKING, ranking));
    }

    /** Returns when the chain has it: its service then has the properties. */
    private Configuration configure(String plugins, int limit) throws Exception {
        ConfigurationAdmin admin =
                bundle.getService(bundle.getServiceReference(ConfigurationAdmin.class));
        Configuration configuration = admin.getConfiguration("dev.berth.authz", "?");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("plugins", new String[] {plugins});
        properties.put("body.max.bytes", limit);
        configuration.update(properties);
        ServiceTracker<?, ?> tracker =
                new ServiceTracker<>(
                        bundle,
                        bundle.createFilter(
                                "(&(objectClass=%s)(body.max.bytes=%d))"
                                        .formatted(AuthzChain.class.getName(), limit)),
                        null);
        tracker.open();
        assertTrue(tracker.waitForService(TestTimeout.LIMIT.toMillis()) != null);
        tracker.close();
        return configuration;
    }
}
