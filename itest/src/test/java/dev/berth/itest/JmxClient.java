package dev.berth.itest;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;

/** A client of this JVM's MBeans over RMI, as jconsole is one. */
final class JmxClient implements AutoCloseable {
    private final JMXConnectorServer server;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;
    private final BlockingQueue<MBeanServerNotification> changes = new LinkedBlockingQueue<>();

    private JmxClient(JMXConnectorServer server, JMXConnector connector)
            throws IOException, JMException {
        this.server = server;
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
        NotificationListener listener =
                (change, handback) -> changes.add((MBeanServerNotification) change);
        beans.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, null, null);
    }

    static JmxClient connect() throws IOException, JMException {
        JMXConnectorServer server =
                JMXConnectorServerFactory.newJMXConnectorServer(
                        new JMXServiceURL("service:jmx:rmi://127.0.0.1"),
                        null,
                        ManagementFactory.getPlatformMBeanServer());
        server.start();
        return new JmxClient(server, JMXConnectorFactory.connect(server.getAddress()));
    }

    Object attribute(ObjectName name, String attribute) throws IOException, JMException {
        return beans.getAttribute(name, attribute);
    }

    /** Returns one value of the attribute {@code Metrics}. */
    double metric(ObjectName name, String key) throws IOException, JMException {
        TabularData metrics = (TabularData) attribute(name, "Metrics");
        CompositeData row = metrics.get(new Object[] {key});
        if (row == null) {
            throw new AssertionError("there is no " + key + " in " + metrics.values());
        }
        return (double) row.get("value");
    }

    /** Waits until a bean has come or gone since the connection. */
    void awaitRegistration(ObjectName name, String type) throws InterruptedException {
        long end = System.nanoTime() + TestTimeout.LIMIT.toNanos();
        MBeanServerNotification change = next(end);
        while (!change.getMBeanName().equals(name) || !change.getType().equals(type)) {
            change = next(end);
        }
    }

    private MBeanServerNotification next(long end) throws InterruptedException {
        MBeanServerNotification change =
                changes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (change == null) {
            throw new AssertionError("no such change of the MBeans in time");
        }
        return change;
    }

    @Override
    public void close() throws IOException {
        connector.close();
        server.stop();
    }
}
