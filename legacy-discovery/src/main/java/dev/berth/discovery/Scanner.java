package dev.berth.discovery;

import dev.berth.discovery.lookup.EndpointLookup;
import dev.berth.discovery.lookup.FileProblem;
import dev.berth.discovery.lookup.FoundEndpoint;
import dev.berth.discovery.place.DiscoveryFolders;
import dev.berth.discovery.watch.FolderWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at all folders, and sees to it that whatever changes after the look is noticed. */
final class Scanner {
    private final DiscoveryFolders folders;
    private final EndpointLookup lookup;
    private final FolderWatch watch;

    /**
     * What a look at all folders showed.
     *
     * @param found by name
     * @param complaints about files and folders that cannot be used
     */
    record ScanResult(Map<String, FoundEndpoint> found, List<FileProblem> complaints) {}

    Scanner(DiscoveryFolders folders, EndpointLookup lookup, FolderWatch watch) {
        this.folders = folders;
        this.lookup = lookup;
        this.watch = watch;
    }

    /** Looks now. A folder is watched before it is read, so no change falls in between. */
    ScanResult look() {
        List<FileProblem> complaints = new ArrayList<>();
        watch.begin();
        Map<String, FoundEndpoint> found = new TreeMap<>();
        for (String name : names(complaints)) {
            EndpointLookup.Result result = lookup.look(name);
            result.elsewhere().forEach(watch::follow);
            // What lies behind a link or a spec was not watched when it was looked at first.
            if (!result.elsewhere().isEmpty()) {
                result = lookup.look(name);
            }
            complaints.addAll(result.complaints());
            result.found().ifPresent(endpoint -> found.put(name, endpoint));
        }
        watch.end().forEach(problem -> complaints.add(FileProblem.warning(problem)));
        return new ScanResult(found, complaints);
    }

    private Set<String> names(List<FileProblem> complaints) {
        Set<String> names = new TreeSet<>();
        for (Path folder : folders.all()) {
            watch.follow(folder);
            try {
                names.addAll(folders.namesIn(folder, watch::follow));
            } catch (IOException e) {
                complaints.add(
                        FileProblem.warning(
                                "%s cannot be searched for plugins: %s".formatted(folder, e)));
            }
        }
        return names;
    }

    /** Waits until what {@link #look} showed may be so no more. */
    void awaitChange() throws InterruptedException {
        watch.await();
    }

    void close() {
        watch.close();
    }
}
