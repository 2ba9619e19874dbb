package dev.berth.dist;

import dev.berth.dist.option.Options;
import dev.berth.shared.file.TrustedFolder;
import dev.berth.shared.file.UntrustedFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks options against the host before anything is started: a message says what to do. */
final class OptionCheck {

    private OptionCheck() {}

    /**
     * Makes the engine's folders, and refuses those that cannot be used.
     *
     * @throws LaunchException if one cannot
     */
    static void check(Options options) throws LaunchException {
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
