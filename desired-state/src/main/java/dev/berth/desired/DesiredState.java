package dev.berth.desired;

import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.desired.DesiredPlan;
import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.shared.configuration.ConfigurationForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Wires the {@link Reconciler} to the plugin manager, its events, the configurations, and what is
 * applied.
 */
@Component(
        service = {DesiredState.class, PluginListener.class, DesiredPlugins.class},
        immediate = true,
        configurationPid = DesiredState.PID)
@Designate(ocd = DesiredStateConfiguration.class)
public final class DesiredState implements PluginListener, DesiredPlugins {
    static final String PID = "dev.berth.desired";
    private static final ConfigurationForm<DesiredStateConfiguration> FORM =
            ConfigurationForm.of(DesiredStateConfiguration.class, PID);

    private final Reconciler reconciler;
    private final AppliedPlugins applied;

    @Activate
    public DesiredState(
            Map<String, Object> properties,
            @Reference PluginManager manager,
            @Reference(service = LoggerFactory.class) Logger log) {
        DesiredStateConfiguration configuration = FORM.read(properties, log::error);
        Path root = manager.engine().root();
        this.reconciler =
                new Reconciler(
                        manager::list,
                        new ManagerSteps(manager),
                        new SettledConfigurations(
                                new SettledFile(root.resolve("desired.json"), log),
                                SettledConfigurations.ALL_HAVE_COME),
                        BackOff.withSplay(Duration.ofSeconds(configuration.splay_max_seconds())),
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
