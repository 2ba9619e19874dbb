package dev.berth.policy.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What lstat(2) tells of a file whose content was read: as long as it stays the same, so does the
 * content. The kernel stamps a change to a few milliseconds, so that of a file that was changed
 * just before it was read another change may not be seen.
 *
 * @param attributes which of them matter
 * @param identity their values; empty if the file is not there
 */
record FileStamp(Path file, String attributes, Map<String, Object> identity) {
    private static final Duration GRANULARITY = Duration.ofSeconds(1);
    private static final String CHANGED = "ctime";
    private static final String OWNER = "unix:dev,ino,mode,uid,gid";
    private static final String CONTENT = OWNER + ",size,lastModifiedTime," + CHANGED;

    /** Returns that of a file, or of a folder whose list of files was read. */
    static FileStamp ofContent(Path file) {
        return new FileStamp(file, CONTENT, read(file, CONTENT));
    }

    /** Returns that of a folder of which only matters who may write to it. */
    static FileStamp ofOwner(Path folder) {
        return new FileStamp(folder, OWNER, read(folder, OWNER));
    }

    private static Map<String, Object> read(Path file, String attributes) {
        try {
            return Files.readAttributes(file, attributes, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** Returns whether a change after this time would be seen. */
    boolean isSettled(Instant time) {
        return !(identity.get(CHANGED) instanceof FileTime changed)
                || changed.toInstant().plus(GRANULARITY).isBefore(time);
    }

    /** Returns whether the file is still as it was. */
    boolean isCurrent() {
        return read(file, attributes).equals(identity);
    }
}
