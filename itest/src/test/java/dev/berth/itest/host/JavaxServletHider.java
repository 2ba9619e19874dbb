package dev.berth.itest.host;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * The activator of a bundle that keeps {@code javax.servlet} from Berth's bundles and from the Web
 * Console, and services of it from all, as in a host that has {@code jakarta.servlet} alone. Felix
 * HTTP, which imports both, is such a host with that.
 */
public final class JavaxServletHider
        implements BundleActivator, ResolverHookFactory, ResolverHook, FindHook, EventListenerHook {
    private static final String HIDDEN = "javax.servlet";
    private static final List<String> KEPT_FROM =
            List.of("dev.berth.", "org.apache.felix.webconsole");

    @Override
    public void start(BundleContext context) {
        String[] hooks = {
            ResolverHookFactory.class.getName(),
            FindHook.class.getName(),
            EventListenerHook.class.getName()
        };
        context.registerService(hooks, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters it.
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterMatches(
            BundleRequirement requirement, Collection<BundleCapability> candidates) {
        String name = requirement.getRevision().getSymbolicName();
        if (name != null && KEPT_FROM.stream().anyMatch(name::startsWith)) {
            candidates.removeIf(JavaxServletHider::isHidden);
        }
    }

    private static boolean isHidden(BundleCapability capability) {
        Object packageName = capability.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE);
        return String.valueOf(packageName).startsWith(HIDDEN);
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // All may resolve.
    }

    @Override
    public void filterSingletonCollisions(
            BundleCapability singleton, Collection<BundleCapability> collisions) {
        // They may collide.
    }

    @Override
    public void end() {
        // It keeps nothing of a resolve.
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        references.removeIf(JavaxServletHider::isServlet);
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        if (isServlet(event.getServiceReference())) {
            listeners.clear();
        }
    }

    private static boolean isServlet(ServiceReference<?> reference) {
        String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        return List.of(types).contains(HIDDEN + ".Servlet");
    }
}
