package dev.berth.discovery.file;

import dev.berth.shared.file.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a unix socket from another one that took its path: its device and inode, and when it was
 * bound, because an inode's number is soon used again.
 */
public record SocketIdentity(long device, long inode, FileTime bound) {
    /** Returns the socket that is there now, through links; empty if there is none. */
    public static Optional<SocketIdentity> of(Path file) {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(file, "unix:mode,dev,ino,lastModifiedTime");
            if (!FileType.isSocket((Integer) attributes.get("mode"))) {
                return Optional.empty();
            }
            return Optional.of(
                    new SocketIdentity(
                            (Long) attributes.get("dev"),
                            (Long) attributes.get("ino"),
                            (FileTime) attributes.get("lastModifiedTime")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
