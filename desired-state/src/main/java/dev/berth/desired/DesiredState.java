package dev.berth.desired;

import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.desired.DesiredPlan;
import dev.berth.plugin.desired.DesiredPlugins;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Wires the {@link Reconciler} to the plugin manager, its events, the configurations, and what is
 * applied.
 */
@Component(service = {DesiredState.class, PluginListener.class, DesiredPlugins.class})
public final class DesiredState implements PluginListener, DesiredPlugins {
    private final Reconciler reconciler;
    private final AppliedPlugins applied;

    @Activate
    public DesiredState(
            @Reference PluginManager manager,
            @Reference(service = LoggerFactory.class) Logger log) {
        Path root = manager.engine().root();
        this.reconciler =
                new Reconciler(
                        manager::list,
                        new ManagerSteps(manager),
                        new SettledFile(root.resolve("desired.json"), log),
                        BackOff.STANDARD,
                        log);
        this.applied =
                new AppliedPlugins(reconciler, manager::list, root.resolve("applied.json"), log);
    }

    @Override
    public DesiredPlan plan(byte[] document, boolean prune) {
        return applied.plan(document, prune);
    }

    void want(String pid, Wish wish) {
        reconciler.want(pid, wish);
    }

    void deleted(String pid) {
        reconciler.deleted(pid);
    }

    @Override
    public void plugin(PluginEvent event) {
        reconciler.look();
    }

    @Deactivate
    void close() {
        reconciler.close();
    }
}
