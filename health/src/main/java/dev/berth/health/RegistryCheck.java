package dev.berth.health;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginException;
import dev.berth.shared.configuration.ConfigurationForm;
import dev.berth.shared.text.PrintableText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Whether registries answer, for who asks for it by a configuration: each reference is resolved, as
 * an install would. What has not answered within ten seconds is given up.
 */
@Component(
        service = HealthCheck.class,
        configurationPid = RegistryCheck.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            "hc.name=Berth registries",
            "hc.tags=berth",
            "hc.tags=registry",
            "hc.mbean.name=berthRegistries"
        })
@Designate(ocd = RegistryCheckConfiguration.class)
public final class RegistryCheck implements HealthCheck {
    static final String PID = "dev.berth.health.registry";
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final ConfigurationForm<RegistryCheckConfiguration> FORM =
            ConfigurationForm.of(RegistryCheckConfiguration.class, PID)
                    .check(
                            "references",
                            "references of plugins",
                            form -> parsed(form.references()));

    private final Resolving registries;
    private final List<PluginReference> references;

    @Activate
    public RegistryCheck(
            @Reference PluginManager manager,
            @Reference(service = LoggerFactory.class) Logger log,
            Map<String, Object> properties) {
        this(manager::resolve, parsed(FORM.read(properties, log::error).references()));
    }

    RegistryCheck(Resolving registries, List<PluginReference> references) {
        this.registries = registries;
        this.references = references;
    }

    /** Looks for a plugin in its registry. */
    @FunctionalInterface
    interface Resolving {
        Operation<AvailablePlugin> resolve(InstallRequest request);
    }

    private static List<PluginReference> parsed(String[] references) {
        List<PluginReference> parsed = new ArrayList<>();
        for (String reference : references) {
            parsed.add(PluginReference.parse(reference));
        }
        return List.copyOf(parsed);
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        long end = System.nanoTime() + LIMIT.toNanos();
        List<Operation<AvailablePlugin>> asked =
                references.stream().map(InstallRequest::of).map(registries::resolve).toList();
        for (int i = 0; i < asked.size(); i++) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            check(references.get(i).familiar(), asked.get(i), left, log);
        }
        log.info("{} references are looked for", references.size());
        return new Result(log);
    }

    private static void check(
            String reference,
            Operation<AvailablePlugin> asked,
            Duration left,
            FormattingResultLog log) {
        try {
            log.debug("{} is {}", reference, asked.await(left).digest());
        } catch (PluginException e) {
            log.critical("{}: {}", reference, PrintableText.shortened(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.temporarilyUnavailable("{}: interrupted", reference);
        } finally {
            asked.cancel();
        }
    }
}
