package dev.berth.metrics;

import dev.berth.driver.metrics.MetricsReader;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginManager;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Keeps an MXBean for the engine and for each installed plugin at the platform's MBean server. It
 * follows the plugins as a listener that it registers itself: a component cannot be one and have
 * the manager, which waits for its listeners.
 */
@Component(
        service = {},
        immediate = true)
public final class ManagementBeans {
    private final MBeanServer server;
    private final PluginManager manager;
    private final MetricValues metrics;
    private final Logger log;
    private final Set<ObjectName> registered = ConcurrentHashMap.newKeySet();
    private final ServiceRegistration<PluginListener> listening;
    private volatile boolean stopped;

    @Activate
    public ManagementBeans(
            BundleContext context,
            @Reference PluginManager manager,
            @Reference MetricsReader metrics,
            @Reference(service = LoggerFactory.class) Logger log) {
        this.server = ManagementFactory.getPlatformMBeanServer();
        this.manager = manager;
        this.metrics = new MetricValues(metrics);
        this.log = log;
        add(MBeanNames.engine(), new EngineView(manager, this.metrics));
        listening = context.registerService(PluginListener.class, this::plugin, null);
        follow();
    }

    private void plugin(PluginEvent event) {
        switch (event.kind()) {
            case CREATE, PULL, REMOVE -> follow();
            default -> {}
        }
    }

    /** Adds the beans of plugins that have come, and removes those of plugins that have gone. */
    private void follow() {
        Set<ObjectName> gone = new HashSet<>(registered);
        gone.remove(MBeanNames.engine());
        manager.list().stream()
                .map(plugin -> plugin.name().familiar())
                .forEach(
                        name -> {
                            ObjectName bean = MBeanNames.plugin(name);
                            gone.remove(bean);
                            add(bean, new PluginView(manager, metrics, name));
                        });
        gone.forEach(this::remove);
    }

    private void add(ObjectName name, Object bean) {
        if (stopped || !registered.add(name)) {
            return;
        }
        try {
            server.registerMBean(bean, name);
        } catch (InstanceAlreadyExistsException e) {
            registered.remove(name);
            log.warn("there is an MBean {} already, of another engine in this JVM?", name);
        } catch (JMException e) {
            registered.remove(name);
            log.error("the MBean {} cannot be registered", name, e);
        }
        if (stopped) {
            remove(name);
        }
    }

    private void remove(ObjectName name) {
        if (!registered.remove(name)) {
            return;
        }
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            log.debug("the MBean {} was gone already", name);
        } catch (JMException e) {
            log.error("the MBean {} cannot be removed", name, e);
        }
    }

    @Deactivate
    void stop() {
        stopped = true;
        listening.unregister();
        Set.copyOf(registered).forEach(this::remove);
    }
}
