package dev.berth.itest;

import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.itest.parts.TestBed;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.RegistryException;
import java.util.Optional;

/** Creates, pushes and pulls the plugins of a test. */
final class PluginsInTheRegistry {
    private final PluginManager manager;

    PluginsInTheRegistry(PluginManager manager) {
        this.manager = manager;
    }

    /** Returns a name in the tests' registry. */
    static PluginReference reference(String repository) {
        return PluginReference.parse(TestBed.registry() + "/" + repository).withDefaultTag();
    }

    /** Puts a plugin into the registry under this name, unless it is there. */
    PluginReference published(String repository, PluginSource plugin) {
        PluginReference reference = reference(repository);
        try {
            OperationOutcome.of(manager.privileges(InstallRequest.of(reference)));
        } catch (RegistryException e) {
            publish(reference, plugin);
        }
        return reference;
    }

    /** Puts a plugin into the registry under this name, and returns it as it was created. */
    Plugin publish(PluginReference reference, PluginSource plugin) {
        Plugin created = OperationOutcome.of(manager.create(reference, plugin.tar()));
        OperationOutcome.of(manager.push(created.id(), Optional.empty(), ProgressListener.NONE));
        return OperationOutcome.of(manager.remove(created.id(), false));
    }

    /** Installs a plugin with all that it asks for granted. */
    Plugin installed(PluginReference reference, String alias) {
        InstallRequest request =
                InstallRequest.of(reference)
                        .withAlias(PluginReference.parse(alias))
                        .withPrivileges(
                                OperationOutcome.of(
                                        manager.privileges(InstallRequest.of(reference))));
        return OperationOutcome.of(manager.install(request, ProgressListener.NONE));
    }
}
