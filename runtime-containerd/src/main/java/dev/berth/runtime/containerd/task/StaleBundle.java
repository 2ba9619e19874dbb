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
record StaleBundle(Path path, String namespace, String container) {
    private static final String TASKS = "io.containerd.runtime.v2.task";

    /**
     * All of the error's text: what the shim or runc says comes behind other words, and may quote a
     * plugin's image. containerd 1.6 and 1.7 make the bundle as they start the shim, containerd 2
     * makes it before and puts no words in front.
     */
    private static final String REFUSAL =
            "(?:failed to start shim: )?mkdir (/.+/%s/%s/%s): file exists";

    /** Returns the bundle that a task was refused for; empty if that was for something else. */
    static Optional<StaleBundle> of(
            ContainerdCallException refusal, String namespace, String container) {
        Matcher words =
                Pattern.compile(
                                REFUSAL.formatted(
                                        Pattern.quote(TASKS),
                                        Pattern.quote(namespace),
                                        Pattern.quote(container)))
                        .matcher(refusal.getMessage());
        return Optional.of(words)
                .filter(Matcher::matches)
                .map(refused -> Path.of(refused.group(1)))
                .filter(StaleBundle::isPlain)
                .map(plain -> new StaleBundle(plain, namespace, container));
    }

    /**
     * Deletes it, and the folder in containerd's root that it refers to: {@code
     * ROOT/io.containerd.runtime.v2.task/NAMESPACE/ID}. What else it refers to stays.
     */
    void delete() throws IOException {
        Path link = path.resolve("work");
        if (Files.isSymbolicLink(link)) {
            Path work = Files.readSymbolicLink(link);
            if (isPlain(work) && work.endsWith(Path.of(TASKS, namespace, container))) {
                FileTree.delete(work);
            }
        }
        FileTree.delete(path);
    }

    private static boolean isPlain(Path path) {
        return path.isAbsolute() && path.equals(path.normalize());
    }
}
