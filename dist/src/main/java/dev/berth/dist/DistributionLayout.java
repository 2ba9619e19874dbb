package dev.berth.dist;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The folders and bundles of the distribution.
 *
 * @param home its top folder
 */
record DistributionLayout(Path home) {

    /** The bundles, in the order in which they start; the ordinal is the start level less one. */
    enum Level {
        /** What every OSGi host has. */
        SERVICES,
        /** Berth. */
        BERTH,
        /** Commands. */
        SHELL,
        /** The interactive shell. */
        CONSOLE;

        int startLevel() {
            return ordinal() + 1;
        }
    }

    /** Returns the distribution that this process was started from. */
    static DistributionLayout ofThisProcess() throws LaunchException {
        String home = System.getProperty("berth.home");
        if (home == null) {
            throw new LaunchException("start Berth by its script bin/berth: berth.home is not set");
        }
        return new DistributionLayout(Path.of(home).toAbsolutePath());
    }

    /** Returns the bundles of one level. */
    List<Path> bundles(Level level) throws LaunchException {
        Path folder = home.resolve("bundles").resolve(level.name().toLowerCase(Locale.ROOT));
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            jars.forEach(found::add);
        } catch (IOException e) {
            throw new LaunchException("cannot read the bundles in " + folder + ": " + e, e);
        }
        found.sort(null);
        return found;
    }

    /** Returns the bundle that stands for the launcher inside the framework. */
    Path launcherBundle() {
        return home.resolve("lib").resolve("dev.berth.dist.jar");
    }
}
