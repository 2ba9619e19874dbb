package dev.berth.health;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether wanted plugins keep what {@code @crash.budget} gives them: a warning for each that has
 * been started again since it was enabled, which means that its process has ended by itself.
 */
@Component(
        service = HealthCheck.class,
        property = {
            "hc.name=Berth plugin restarts",
            "hc.tags=berth",
            "hc.mbean.name=berthRestarts"
        })
public final class RestartsCheck implements HealthCheck {
    private final Supplier<List<Plugin>> plugins;

    @Activate
    public RestartsCheck(@Reference PluginManager manager) {
        this(manager::list);
    }

    RestartsCheck(Supplier<List<Plugin>> plugins) {
        this.plugins = plugins;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        for (Plugin plugin : plugins.get()) {
            int restarts = plugin.status().restarts();
            if (plugin.enabled() && restarts > 0) {
                log.warn(
                        "plugin {} was started again {} times since it was enabled; it may crash {}"
                                + " times within {}",
                        plugin.name().familiar(),
                        restarts,
                        plugin.supervision().getOrDefault("crash.budget", "?"),
                        plugin.supervision().getOrDefault("crash.window", "?"));
            }
        }
        log.info("all other plugins have kept running");
        return new Result(log);
    }
}
