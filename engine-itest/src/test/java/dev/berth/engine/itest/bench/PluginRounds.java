package dev.berth.engine.itest.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is done to one plugin in its life, small, large and of many files, from its creation to its
 * removal.
 */
final class PluginRounds {
    private final PairedTimes times;
    private final BenchPlugins plugins;
    private final String registry;
    private final Path small;
    private final Map<String, Path> heavy = new LinkedHashMap<>();
    private final Map<String, Path> tars = new LinkedHashMap<>();

    /**
     * Makes the plugins.
     *
     * @param megabytes of the large one, or 0
     * @param files of the one with many, or 0
     */
    PluginRounds(PairedTimes times, BenchPlugins plugins, String registry, int megabytes, int files)
            throws Exception {
        this.times = times;
        this.plugins = plugins;
        this.registry = registry;
        small = plugins.make(0);
        if (megabytes > 0) {
            heavy.put(megabytes + " MB", plugins.make(megabytes));
        }
        if (files > 0) {
            heavy.put(String.format(Locale.ROOT, "%,d files", files), plugins.makeFiles(files));
        }
    }

    void measure(int round) throws Exception {
        String smallName = round == 0 ? "small, first" : "small";
        goes(smallName, small, round);
        for (Map.Entry<String, Path> plugin : heavy.entrySet()) {
            goes(plugin.getKey(), plugin.getValue(), round);
        }
        comes(smallName, small, round);
        lives();
        for (Map.Entry<String, Path> plugin : heavy.entrySet()) {
            comes(plugin.getKey(), plugin.getValue(), round);
            String name = local(plugin.getValue());
            times.take("remove " + plugin.getKey(), engine -> engine.api().remove(name));
        }
    }

    /** Returns the tar of each size of plugin, by its name. */
    Map<String, Path> tars() {
        return tars;
    }

    Path smallRootfs() {
        return small.resolve("rootfs");
    }

    /** Pulls the small plugin under another name. */
    void pullSmall(MeasuredEngine engine, String name) throws Exception {
        engine.api().pull(remote(engine, small, 0), name);
    }

    /** Creates, pushes and removes a plugin. */
    private void goes(String size, Path plugin, int round) throws Exception {
        Path tar = plugins.pack(plugin);
        tars.put(size, tar);
        times.takeWritten(
                "create " + size,
                engine -> engine.api().create(remote(engine, plugin, round), tar));
        times.take("push " + size, engine -> engine.api().push(remote(engine, plugin, round)));
        times.take("remove " + size, engine -> engine.api().remove(remote(engine, plugin, round)));
    }

    /**
     * Pulls it again. dockerd refuses a pull ("incorrect privileges") while it still sweeps what
     * the removal of the same has left: other work has to be between.
     */
    private void comes(String size, Path plugin, int round) throws Exception {
        times.takeWritten(
                "pull " + size,
                engine -> engine.api().pull(remote(engine, plugin, round), local(plugin)));
    }

    /** Each engine has a repository of its own, or the second would have nothing to push. */
    private String remote(MeasuredEngine engine, Path plugin, int round) {
        return "%s/%s/%s:%d".formatted(registry, engine.name(), plugin.getFileName(), round);
    }

    private static String local(Path plugin) {
        return plugin.getFileName() + ":latest";
    }

    /** What is done to the small plugin that was pulled. */
    private void lives() throws Exception {
        String name = local(small);
        times.take("enable", engine -> engine.api().enable(name));
        times.take("inspect", engine -> engine.api().inspect(name));
        times.take("list", engine -> engine.api().list());
        times.take("disable", engine -> engine.api().disable(name));
        times.take("remove small", engine -> engine.api().remove(name));
    }
}
