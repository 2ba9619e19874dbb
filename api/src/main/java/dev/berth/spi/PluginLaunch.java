package dev.berth.spi;

import dev.berth.plugin.OutputLine;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** All that a runtime needs to start a plugin. Immutable. */
@ProviderType
public interface PluginLaunch {

    /**
     * Returns the task's ID: the plugin's, 64 hexadecimal digits, or, for one of two tasks that run
     * beside each other while the plugin is upgraded, the same with {@code -2} after it. Which of
     * both it is alternates from upgrade to upgrade, and a task keeps its ID to its end.
     */
    String id();

    /** Returns the plugin's familiar name, for messages and logs. */
    String name();

    /**
     * Returns what the plugin's author says of it; what a user can set is said by {@link
     * #settings}.
     */
    PluginConfig config();

    /** Returns the environment, arguments, mounts and devices to start it with. */
    PluginSettings settings();

    /**
     * Returns the names of the variables in {@link #settings} whose values are secrets. The runtime
     * keeps the values where only root can read them, and logs none, or refuses to start it.
     */
    default Set<String> secrets() {
        return Set.of();
    }

    /** Returns how its process is confined. */
    Confinement confinement();

    /**
     * Returns the root filesystem, an absolute path of a writable folder on the host that no other
     * task has.
     */
    Path rootfs();

    /**
     * Returns the host's folder for the config's propagated mount, if the config has one; it
     * exists. Two tasks of one plugin have the same; see {@link PluginRuntime}.
     */
    Optional<Path> propagatedMount();

    /**
     * Returns the host's folder that the plugin sees as {@code /run/docker/plugins}; it exists, and
     * no other task has it.
     */
    Path socketFolder();

    /**
     * Returns what the host gives the plugin beside that, to be mounted after all other mounts,
     * {@code nosuid,nodev,noexec} and not recursively. No other task has to have the same.
     */
    default List<HostMount> hostMounts() {
        return List.of();
    }

    /**
     * Returns what takes each line that the process writes, beside the log. It does not block and
     * throws nothing, and may be called from any thread. A runtime that does not call it leaves
     * users without the plugin's output.
     *
     * @since 1.2
     */
    default Consumer<OutputLine> output() {
        return line -> {};
    }

    /** Returns how long the plugin may take to be ready; more than zero. */
    Duration timeout();

    /**
     * Returns the plugin's socket on the host, if its config names one: the name joined to the
     * socket folder as dockerd does it, a leading slash without meaning. The folders that the name
     * has are made by the plugin.
     */
    default Optional<Path> socket() {
        return Optional.of(config().iface().socket())
                .filter(name -> !name.isEmpty())
                .map(name -> Path.of(name.replaceFirst("^/+", "")).normalize())
                .map(socketFolder()::resolve);
    }
}
