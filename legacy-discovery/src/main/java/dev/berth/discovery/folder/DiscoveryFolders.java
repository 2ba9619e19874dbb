package dev.berth.discovery.folder;

import dev.berth.shared.thread.PendingCalls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The folders to search, in order, and the files in them that a plugin's name may have. A folder
 * that did not answer when it was searched last has none, until it answers.
 */
public final class DiscoveryFolders {
    /** A folder of such a name holds the socket of a plugin that an engine manages. */
    private static final Pattern MANAGED = Pattern.compile("[0-9a-f]{64}");

    private final List<Path> folders;
    private final Set<Path> hanging = ConcurrentHashMap.newKeySet();
    private final PendingCalls<Path, Boolean> searches;
    private final PendingCalls<Path, Boolean> checks;
    private final Duration limit;

    /**
     * @param limit how long it may take to list a folder, and to tell whether an entry is one
     * @param afterLate is run when one was told after that
     */
    public DiscoveryFolders(List<Path> folders, Duration limit, Runnable afterLate) {
        this.folders = List.copyOf(folders);
        this.limit = limit;
        this.searches =
                new PendingCalls<>("berth-discovery-search", DiscoveryFolders::isThere, afterLate);
        this.checks = new PendingCalls<>("berth-discovery-look", Files::isDirectory, afterLate);
    }

    /** Returns the folders, absolute, in order. */
    public List<Path> all() {
        return folders;
    }

    /**
     * Returns whether a folder answers, there or not; one that does not is left out from then on.
     */
    public boolean answers(Path folder) {
        boolean answered = true;
        try {
            searches.call(folder, limit);
        } catch (TimeoutException e) {
            answered = false;
        } catch (ExecutionException e) {
            // Whoever lists it next is told why it cannot be.
            answered = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (answered) {
            hanging.remove(folder);
        } else {
            hanging.add(folder);
        }
        return answered;
    }

    /** Returns whether a file is in a folder that did not answer. */
    public boolean isLeftOut(Path file) {
        return hanging.stream().anyMatch(file::startsWith);
    }

    /** Returns whether a folder is there; its server is asked, not what the kernel knows of it. */
    private static boolean isThere(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return entries.iterator().hasNext() || Files.isDirectory(folder);
        }
    }

    /** Returns all files of a name, the one that counts most first; none if it cannot be one. */
    public List<CandidateFile> candidates(String name) {
        if (!isName(name)) {
            return List.of();
        }
        List<Path> answering = folders.stream().filter(one -> !hanging.contains(one)).toList();
        List<CandidateFile> candidates = new ArrayList<>();
        try {
            answering.forEach(folder -> add(folder, name, FileKind.SOCKET, candidates));
            for (Path folder : answering) {
                add(folder, name, FileKind.SPEC, candidates);
                add(folder, name, FileKind.JSON, candidates);
            }
        } catch (InvalidPathException e) {
            // What cannot be a file's name, in this locale at least, names no plugin.
            return List.of();
        }
        return candidates;
    }

    private static void add(
            Path folder, String name, FileKind kind, List<CandidateFile> candidates) {
        String file = name + kind.extension();
        candidates.add(new CandidateFile(name, kind, folder.resolve(file)));
        if (!MANAGED.matcher(name).matches()) {
            candidates.add(new CandidateFile(name, kind, folder.resolve(name).resolve(file)));
        }
    }

    /**
     * Returns the names that files in a folder may give to a plugin; none if it is not there.
     *
     * @param below called with each folder in it before its content counts
     */
    public Set<String> namesIn(Path folder, Consumer<Path> below) throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String file = entry.getFileName().toString();
                if (isName(file) && !MANAGED.matcher(file).matches() && isFolder(entry)) {
                    below.accept(entry);
                    names.add(file);
                }
                for (FileKind kind : FileKind.values()) {
                    if (file.endsWith(kind.extension())) {
                        names.add(file.substring(0, file.length() - kind.extension().length()));
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Set.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Returns whether an entry is a folder; one that hangs is none, and is not watched. */
    private boolean isFolder(Path entry) throws InterruptedIOException {
        try {
            return checks.call(entry, limit);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(entry.toString());
        }
    }

    /** Returns whether a text is a name to Docker, no hidden file and no way out of the folder. */
    private static boolean isName(String text) {
        return !text.isEmpty() && !text.startsWith(".") && text.indexOf('/') < 0;
    }
}
