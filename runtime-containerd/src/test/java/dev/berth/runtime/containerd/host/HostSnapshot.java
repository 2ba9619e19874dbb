package dev.berth.runtime.containerd.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A snapshot of a folder: its files with owners, modes, times and checksums. A change of anything
 * else of a file, as of its extended attributes, is seen in ctime, which nobody can set.
 *
 * @param files what there is to say of each path
 */
public record HostSnapshot(Map<String, String> files) {

    public static HostSnapshot of(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                files.put(path.toString(), describe(path));
            }
        }
        return new HostSnapshot(files);
    }

    /** The same of what is in a folder, but not in the folders in it. */
    public static HostSnapshot flat(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                files.put(path.toString(), "");
            }
        }
        return new HostSnapshot(files);
    }

    private static String describe(Path path) throws IOException {
        String facts =
                new TreeMap<>(
                                Files.readAttributes(
                                        path,
                                        "unix:ino,mode,uid,gid,nlink,size,lastModifiedTime,ctime",
                                        LinkOption.NOFOLLOW_LINKS))
                        .toString();
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? facts + digest(path) : facts;
    }

    private static String digest(Path path) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
