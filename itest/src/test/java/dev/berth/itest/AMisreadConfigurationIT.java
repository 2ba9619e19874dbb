package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.berth.itest.host.HostOptions;
import dev.berth.spi.PluginRegistry;
import dev.berth.testing.TestTimeout;
import java.util.Dictionary;
import java.util.Hashtable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Values that cannot be read, through Config Admin and the component runtime: a setting has its
 * default where that is safe, otherwise its component is not there; the log says so in one line.
 */
public class AMisreadConfigurationIT extends FrameworkTestBase {
    private static final String REGISTRY = "dev.berth.registry";
    private static final String ENGINE = "dev.berth.engine";
    private static final String LISTENS = "(berth.listens=engine-api)";

    private FrameworkLog log;
    private Dictionary<String, Object> before;

    @Override
    @org.ops4j.pax.exam.Configuration
    public Option[] configuration() {
        return HostOptions.berthWithEngineApi();
    }

    @Before
    public void open() throws Exception {
        log = new FrameworkLog(bundle);
        before = configuration(ENGINE).getProperties();
        awaitApi();
    }

    @After
    public void restore() throws Exception {
        configuration(REGISTRY).delete();
        configuration(ENGINE).update(before);
        awaitApi();
        log.close();
    }

    @Test
    public void aRegistryIsThereWithoutTheSettingsThatAreWrong() throws Exception {
        Dictionary<String, Object> wrong = new Hashtable<>();
        wrong.put("mirrors", "x");
        wrong.put("retry.attempts.max.count", "abc");
        configuration(REGISTRY).update(wrong);

        LogEntry count = log.await("dev.berth.registry: retry.attempts.max.count is \"abc\"");
        assertTrue(count.getMessage(), count.getMessage().endsWith("; 5 holds in its place"));
        assertEquals(LogLevel.ERROR, count.getLogLevel());
        log.await("dev.berth.registry: mirrors is \"x\", and must be REGISTRY=HOST[:PORT]");
        ServiceReference<PluginRegistry> registry =
                bundle.getServiceReference(PluginRegistry.class);
        assertNotNull(bundle.getService(registry));
    }

    @Test
    public void aWrongTlsModeOpensNoApiAndIsSaidInOneLine() throws Exception {
        assertNotOpened("tls.mode", "maybe", "verify, encrypt or off");
    }

    @Test
    public void aWrongHostOpensNoApiAndIsSaidInOneLine() throws Exception {
        assertNotOpened("hosts", "nonsense", "unix:///PATH or tcp://HOST:PORT");
    }

    private void assertNotOpened(String key, String value, String expected) throws Exception {
        Dictionary<String, Object> wrong = configuration(ENGINE).getProperties();
        wrong.put(key, value);
        configuration(ENGINE).update(wrong);

        LogEntry entry =
                log.await(
                        "%s: %s is \"%s\", and must be %s".formatted(ENGINE, key, value, expected));
        assertEquals(LogLevel.ERROR, entry.getLogLevel());
        assertNull("a stack trace", entry.getException());
        assertNull(bundle.getServiceReferences((String) null, LISTENS));
    }

    private void awaitApi() throws Exception {
        ServiceTracker<?, ?> api = new ServiceTracker<>(bundle, bundle.createFilter(LISTENS), null);
        api.open();
        try {
            assertNotNull(api.waitForService(TestTimeout.LIMIT.toMillis()));
        } finally {
            api.close();
        }
    }

    private Configuration configuration(String pid) throws Exception {
        ServiceReference<ConfigurationAdmin> admin =
                bundle.getServiceReference(ConfigurationAdmin.class);
        return bundle.getService(admin).getConfiguration(pid, "?");
    }
}
