package dev.berth.runtime.containerd.layer.tree;

import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The entries that are left to an {@link EntryApplier}, after those that Java makes: what Java
 * cannot make, and what depends on such an entry. An entry depends on one that is left if that lies
 * on its way, or if it takes away a folder or a link on the way of one that is left.
 */
final class Remainder implements AutoCloseable {
    private final Path folder;
    private final EntryApplier applier;
    private final NameBudget budget;
    private final Set<String> made = new HashSet<>();
    private final Set<String> visited = new HashSet<>();
    private RemainderArchive archive;

    /** Throws when names that have to be held have too many bytes together. */
    interface NameBudget {
        /**
         * Takes the bytes of one more name in.
         *
         * @throws IOException if they are too many
         */
        void add(String name) throws IOException;
    }

    /**
     * @param folder for the archive
     */
    Remainder(Path folder, EntryApplier applier, NameBudget budget) {
        this.folder = folder;
        this.applier = applier;
        this.budget = budget;
    }

    boolean isEmpty() {
        return archive == null;
    }

    /** Returns whether one of these locations is made by an entry that is left. */
    boolean makesOneOf(List<String> locations) {
        return !isEmpty() && locations.stream().anyMatch(made::contains);
    }

    /** Returns whether a location is on the way of an entry that is left, or made by it. */
    boolean visits(String location) {
        return !isEmpty() && (location.isEmpty() || visited.contains(location));
    }

    /**
     * Leaves an entry.
     *
     * @param location where it is made, or what it takes away
     * @param way the locations that lead there, links too
     */
    void add(TarEntry entry, TarReader content, String location, List<String> way)
            throws IOException {
        if (archive == null) {
            archive = new RemainderArchive(folder);
        }
        applier.accept(entry);
        archive.add(entry, content);
        made.add(location);
        budget.add(location);
        for (String one : way) {
            if (visited.add(one)) {
                budget.add(one);
            }
        }
        visited.add(location);
    }

    /** Has all that is left applied. */
    void apply() throws IOException, InterruptedException {
        try (RemainderArchive whole = archive) {
            archive = null;
            made.clear();
            visited.clear();
            whole.applyBy(applier);
        }
    }

    @Override
    public void close() throws IOException {
        if (archive != null) {
            archive.close();
        }
    }
}
