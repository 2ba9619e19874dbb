package dev.berth.dist;

import dev.berth.dist.option.Options;
import dev.berth.shared.file.TrustedFolder;
import dev.berth.shared.file.UntrustedFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks user and options against the host before anything is started: a message says what to do.
 */
final class OptionCheck {

    private OptionCheck() {}

    /**
     * Makes the engine's folders, and refuses those that cannot be used.
     *
     * @throws LaunchException if one cannot, or if the user is not root
     */
    static void check(Options options) throws LaunchException {
        requireRoot();
        requireTrusted("--root", options.root(), "rwx------");
        requireTrusted("--exec-root", options.execRoot(), "rwx--x--x");
        for (String layout : options.registries().layouts()) {
            Path folder = Path.of(layout.substring(layout.indexOf('=') + 1));
            // A mistyped one would be an empty registry.
            if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
                throw new LaunchException(
                        "--layout %s: %s is no folder; make it, or name another"
                                .formatted(layout, folder));
            }
        }
        for (Path folder : options.legacyDirs()) {
            // One that is not there may come.
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new LaunchException(
                        "--legacy-dir %s is no folder: name another".formatted(folder));
            }
        }
    }

    private static void requireRoot() throws LaunchException {
        try {
            int user = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            if (user != 0) {
                throw new LaunchException(
                        "Berth needs root, it starts containers and mounts file systems, and was"
                                + " started by user %d: start it with sudo".formatted(user));
            }
        } catch (IOException e) {
            throw new LaunchException("cannot tell which user this is: /proc is not mounted", e);
        }
    }

    private static void requireTrusted(String option, Path folder, String permissions)
            throws LaunchException {
        try {
            TrustedFolder.make(folder, permissions);
        } catch (UntrustedFolderException e) {
            throw new LaunchException(
                    "the folder %s is not safe: %s, or name another with %s"
                            .formatted(folder, e.getMessage(), option),
                    e);
        } catch (IOException e) {
            throw new LaunchException(
                    "the folder %s cannot be made (%s): name another with %s"
                            .formatted(folder, e.getClass().getSimpleName(), option),
                    e);
        }
        if (!Files.isWritable(folder)) {
            throw new LaunchException(
                    "the folder %s cannot be written to: name another with %s"
                            .formatted(folder, option));
        }
    }
}
