package dev.berth.core;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Ends the leases of each bundle that has stopped without giving them back. */
@Component(service = {})
public final class StoppedBundles implements BundleListener {
    private final PluginManagerComponent manager;
    private final BundleContext context;

    @Activate
    public StoppedBundles(@Reference PluginManagerComponent manager, BundleContext context) {
        this.manager = manager;
        this.context = context;
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED) {
            manager.endLeases(event.getBundle().getBundleId());
        }
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(this);
    }
}
