package dev.berth.discovery;

import dev.berth.discovery.folder.DiscoveryFolders;
import dev.berth.discovery.lookup.EndpointLookup;
import dev.berth.discovery.lookup.FileProblem;
import dev.berth.discovery.lookup.FoundEndpoint;
import dev.berth.discovery.watch.FolderWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Scans all folders for plugins, and watches what the result depends on. A folder is watched before
 * it is read, so no change falls in between.
 */
final class Scanner {
    private final DiscoveryFolders folders;
    private final EndpointLookup lookup;
    private final FolderWatch watch;
    private Map<String, FoundEndpoint> last = Map.of();

    /**
     * What a scan of all folders found.
     *
     * @param found the endpoints by name
     * @param problems about files and folders that cannot be used
     */
    record ScanResult(Map<String, FoundEndpoint> found, List<FileProblem> problems) {}

    Scanner(DiscoveryFolders folders, EndpointLookup lookup, FolderWatch watch) {
        this.folders = folders;
        this.lookup = lookup;
        this.watch = watch;
    }

    /** Scans now, and watches from now on. */
    ScanResult scan() {
        List<FileProblem> problems = new ArrayList<>();
        watch.begin();
        Set<String> names = names(problems);
        // What hangs has not gone.
        Map<String, FoundEndpoint> found = new TreeMap<>(last);
        found.values().removeIf(known -> !folders.isLeftOut(known.endpoint().source()));
        names.removeAll(found.keySet());
        for (String name : names) {
            EndpointLookup.LookupResult result = lookUp(name);
            problems.addAll(result.problems());
            Optional.ofNullable(last.get(name))
                    .filter(known -> result.late())
                    .or(result::found)
                    .ifPresent(endpoint -> found.put(name, endpoint));
        }
        last = Map.copyOf(found);
        watch.end().forEach(problem -> problems.add(FileProblem.warning(problem)));
        return new ScanResult(found, problems);
    }

    private EndpointLookup.LookupResult lookUp(String name) {
        EndpointLookup.LookupResult result = lookup.find(name);
        result.alsoWatch().forEach(watch::follow);
        // What lies behind a link or a spec was not watched when it was read first.
        return result.alsoWatch().isEmpty() ? result : lookup.find(name);
    }

    private Set<String> names(List<FileProblem> problems) {
        Set<String> names = new TreeSet<>();
        for (Path folder : folders.all()) {
            if (!folders.answers(folder)) {
                problems.add(
                        FileProblem.warning(
                                ("%s did not answer: its file system hangs, or is slow; plugins in"
                                                + " it are looked for when it answers")
                                        .formatted(folder)));
                continue;
            }
            watch.follow(folder);
            try {
                names.addAll(folders.namesIn(folder, watch::follow));
            } catch (IOException e) {
                problems.add(
                        FileProblem.warning(
                                "%s cannot be searched for plugins: %s".formatted(folder, e)));
            }
        }
        return names;
    }

    /** Waits until the result of the last {@link #scan} may be out of date. */
    void awaitChange() throws InterruptedException {
        watch.await();
    }

    void close() {
        watch.close();
    }
}
