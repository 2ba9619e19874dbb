package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.shared.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bundle of a task that is no more, {@code STATE/io.containerd.runtime.v2.task/NAMESPACE/ID}. A
 * containerd that gives up its removal, as on a busy host after a call that was broken off, leaves
 * it, and refuses each later task of that ID until it is started anew: {@code mkdir BUNDLE: file
 * exists}. No call of its API tells where bundles are, but for that refusal.
 */
record StaleBundle(Path path) {
    private static final String REFUSAL =
            "mkdir (/.+/io\\.containerd\\.runtime\\.v2\\.task/%s/%s): file exists";

    /** Returns the bundle that a task was refused for; empty if that was for something else. */
    static Optional<StaleBundle> of(
            ContainerdCallException refusal, String namespace, String container) {
        Matcher words =
                Pattern.compile(
                                REFUSAL.formatted(
                                        Pattern.quote(namespace), Pattern.quote(container)))
                        .matcher(refusal.getMessage());
        return words.find()
                ? Optional.of(new StaleBundle(Path.of(words.group(1)).normalize()))
                : Optional.empty();
    }

    /** Deletes it, and the folder in containerd's root that it refers to. */
    void delete() throws IOException {
        Path work = path.resolve("work");
        if (Files.isSymbolicLink(work)) {
            FileTree.delete(Files.readSymbolicLink(work));
        }
        FileTree.delete(path);
    }
}
