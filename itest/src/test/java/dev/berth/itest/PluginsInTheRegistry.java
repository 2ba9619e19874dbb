package dev.berth.itest;

import dev.berth.itest.parts.Outcome;
import dev.berth.itest.parts.SamplePlugin;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.Reference;
import dev.berth.plugin.error.RegistryException;
import java.util.Optional;

/** What a test puts into the registry, and gets from there: created, pushed, pulled. */
final class PluginsInTheRegistry {
    private final PluginManager manager;

    PluginsInTheRegistry(PluginManager manager) {
        this.manager = manager;
    }

    /** Returns a name in the tests' registry. */
    static Reference reference(String repository) {
        return Reference.parse(TestBed.registry() + "/" + repository).withDefaultTag();
    }

    /** Puts a plugin into the registry under this name, unless it is there. */
    Reference published(String repository, SamplePlugin plugin) {
        Reference reference = reference(repository);
        try {
            Outcome.of(manager.privileges(InstallRequest.of(reference)));
        } catch (RegistryException e) {
            publish(reference, plugin);
        }
        return reference;
    }

    /** Puts a plugin into the registry under this name, and returns it as it was created. */
    Plugin publish(Reference reference, SamplePlugin plugin) {
        Plugin created = Outcome.of(manager.create(reference, plugin.tar()));
        Outcome.of(manager.push(created.id(), Optional.empty(), ProgressListener.NONE));
        return Outcome.of(manager.remove(created.id(), false));
    }

    /** Installs a plugin with all that it asks for granted. */
    Plugin installed(Reference reference, String alias) {
        InstallRequest request =
                InstallRequest.of(reference)
                        .as(Reference.parse(alias))
                        .granting(Outcome.of(manager.privileges(InstallRequest.of(reference))));
        return Outcome.of(manager.install(request, ProgressListener.NONE));
    }
}
