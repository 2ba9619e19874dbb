package dev.berth.desired;

import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Wires the {@link Reconciler} to the plugin manager, its events, and the configurations. */
@Component(service = {DesiredState.class, PluginListener.class})
public final class DesiredState implements PluginListener {
    private final Reconciler reconciler;

    @Activate
    public DesiredState(
            @Reference PluginManager manager,
            @Reference(service = LoggerFactory.class) Logger log) {
        this.reconciler =
                new Reconciler(
                        manager::list,
                        new ManagerSteps(manager),
                        new SettledFile(manager.engine().root().resolve("desired.json"), log),
                        BackOff.STANDARD,
                        log);
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
