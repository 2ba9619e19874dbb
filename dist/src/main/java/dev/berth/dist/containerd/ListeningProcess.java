package dev.berth.dist.containerd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The containerd that listens on a unix socket: {@code /proc/net/unix} has the inode of the socket
 * at a path, and the links in {@code /proc/PID/fd} say who has it open. See proc_pid_net(5).
 *
 * @param folder its folder in {@code /proc}
 */
record ListeningProcess(Path folder) {
    private static final Path PROC = Path.of("/proc");
    private static final Path MOUNTS = Path.of("ns/mnt");
    private static final String NAME = "containerd";

    /** Number, count, protocol, flags, type, state, inode and path. */
    private static final int FIELDS = 8;

    private static final int FLAGS = 3;
    private static final String LISTENS = "00010000";

    /** Returns it; empty if it is in another namespace, called otherwise, or may not be seen. */
    static Optional<ListeningProcess> on(Path socket) {
        try {
            Optional<String> link = inode(socket).map("socket:[%s]"::formatted);
            return link.isPresent() ? holder(link.get()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> inode(Path socket) throws IOException {
        Path real = socket.toRealPath();
        try (Stream<String> lines =
                Files.lines(PROC.resolve("net/unix"), StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.trim().split(" +", FIELDS))
                    .filter(fields -> fields.length == FIELDS && fields[FLAGS].equals(LISTENS))
                    .filter(fields -> isAt(real, fields[FIELDS - 1]))
                    .map(fields -> fields[FIELDS - 2])
                    .findFirst();
        }
    }

    private static boolean isAt(Path real, String bound) {
        try {
            return bound.startsWith("/") && Path.of(bound).toRealPath().equals(real);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<ListeningProcess> holder(String link) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (isContainerd(process) && holds(process, link)) {
                    return Optional.of(new ListeningProcess(process));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isContainerd(Path process) {
        try {
            return Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1)
                    .strip()
                    .equals(NAME);
        } catch (IOException e) {
            // It has ended meanwhile.
            return false;
        }
    }

    private static boolean holds(Path process, String link) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().equals(link)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the search path that it was started with, if its folders are those of this host. */
    Optional<String> searchPath() {
        return hasOurMounts() ? path() : Optional.empty();
    }

    private boolean hasOurMounts() {
        try {
            return Files.readSymbolicLink(folder.resolve(MOUNTS))
                    .equals(Files.readSymbolicLink(PROC.resolve("self").resolve(MOUNTS)));
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> path() {
        try {
            String environment =
                    Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1);
            return Stream.of(environment.split("\0"))
                    .filter(variable -> variable.startsWith("PATH="))
                    .map(variable -> variable.substring("PATH=".length()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
