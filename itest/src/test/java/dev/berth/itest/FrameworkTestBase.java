package dev.berth.itest;

import static dev.berth.itest.PluginsInTheRegistry.reference;

import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import java.time.Duration;
import java.util.List;
import javax.inject.Inject;
import org.junit.Rule;
import org.junit.rules.TestRule;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The base of tests inside an OSGi framework with Berth (Pax Exam); one framework a class. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class FrameworkTestBase {
    @Inject protected PluginManager manager;
    @Inject protected BundleContext bundle;

    @Rule public final TestRule logOnFailure = new LogOnFailure(() -> bundle);

    /** Puts the framework together; called outside of it. */
    @Configuration
    public Option[] configuration() {
        return HostOptions.berth();
    }

    /** Returns where this framework's engine keeps what it has. */
    protected final EngineFolders folders() {
        return EngineFolders.of(bundle);
    }

    /** Returns the volume plugin, installed from the registry and disabled, as the name says. */
    protected final Plugin volumePlugin(String name) {
        return installed(name, "berth/volume", PluginSource.volume());
    }

    /** Returns the plugin that misbehaves, disabled and set to do it in this way. */
    protected final Plugin misbehaving(String how) {
        Plugin plugin = installed("bad", "berth/misbehaving", PluginSource.misbehaving());
        return OperationOutcome.of(manager.set(plugin.id(), List.of("MISBEHAVIOUR=" + how)));
    }

    private Plugin installed(String name, String repository, PluginSource plugin) {
        String full = PluginReference.parse(name).withDefaultTag().familiar();
        for (Plugin there : manager.list()) {
            if (there.name().familiar().equals(full)) {
                return there.enabled()
                        ? OperationOutcome.of(manager.disable(there.id(), true))
                        : there;
            }
        }
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        registry.published(repository, plugin);
        return registry.installed(reference(repository), name);
    }

    /** Returns a limit on the start and on each call. */
    protected static EnableOptions within(Duration start, Duration call) {
        return EnableOptions.DEFAULT.withStart(start).withCall(call);
    }
}
