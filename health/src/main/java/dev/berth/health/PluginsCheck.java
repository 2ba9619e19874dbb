package dev.berth.health;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginState;
import dev.berth.plugin.PluginStatus;
import dev.berth.shared.text.PrintableText;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether each plugin that the user wants runs: critical if one has used up its crash budget,
 * temporarily unavailable while one is on its way.
 */
@Component(
        service = HealthCheck.class,
        property = {
            "hc.name=Berth plugins",
            "hc.tags=berth",
            "hc.tags=readiness",
            "hc.mbean.name=berthPlugins"
        })
public final class PluginsCheck implements HealthCheck {
    private final Supplier<List<Plugin>> plugins;

    @Activate
    public PluginsCheck(@Reference PluginManager manager) {
        this(manager::list);
    }

    PluginsCheck(Supplier<List<Plugin>> plugins) {
        this.plugins = plugins;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        int wanted = 0;
        for (Plugin plugin : plugins.get()) {
            if (plugin.enabled()) {
                wanted++;
                check(plugin, log);
            }
        }
        log.info("{} plugins are wanted", wanted);
        return new Result(log);
    }

    private static void check(Plugin plugin, FormattingResultLog log) {
        String name = plugin.name().familiar();
        PluginStatus status = plugin.status();
        String problem = PrintableText.shortened(status.problem().orElse("no reason is known"));
        switch (status.state()) {
            case ENABLED -> log.debug("plugin {} runs", name);
            case ENABLING ->
                    log.temporarilyUnavailable(
                            "plugin {} is on its way, restarts: {}, {}",
                            name,
                            status.restarts(),
                            problem);
            default -> log.critical("plugin {} is {}: {}", name, word(status.state()), problem);
        }
    }

    private static String word(PluginState state) {
        return state == PluginState.FAILED ? "given up" : "not running";
    }
}
