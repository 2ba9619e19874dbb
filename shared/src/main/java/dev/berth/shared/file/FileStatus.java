package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * What lstat(2) tells of who may change a file: of a link itself, and not of what it leads to.
 *
 * @param mode type and permissions
 * @param user the owner's ID
 * @param group the group's ID
 * @param owner the owner's name, or ID where it has none
 * @param size in bytes
 */
public record FileStatus(int mode, int user, int group, String owner, long size) {
    private static final int STICKY = 01000;
    private static final int GROUP_ENTERS = 010;
    private static final int WORLD_ENTERS = 01;
    private static final int GROUP_READS = 040;
    private static final int WORLD_READS = 04;
    private static final int GROUP_WRITES = 020;
    private static final int WORLD_WRITES = 02;
    private static final int ROOT = 0;

    /** Reads that of a file. */
    public static FileStatus of(Path file) throws IOException {
        Map<String, Object> told =
                Files.readAttributes(
                        file, "unix:mode,uid,gid,owner,size", LinkOption.NOFOLLOW_LINKS);
        return new FileStatus(
                (int) told.get("mode"),
                (int) told.get("uid"),
                (int) told.get("gid"),
                told.get("owner").toString(),
                (long) told.get("size"));
    }

    /** Returns whether it is a regular file. */
    public boolean isRegular() {
        return FileType.isRegular(mode);
    }

    /** Returns whether it is a symbolic link. */
    public boolean isLink() {
        return FileType.isLink(mode);
    }

    /** Returns whether it is root's, or this process's user's, who owns {@code /proc/self}. */
    public boolean isOwn() throws IOException {
        return user == ROOT || user == (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** Returns whether in a folder nobody can rename or delete what is another's, as in /tmp. */
    public boolean isSticky() {
        return (mode & STICKY) != 0;
    }

    /** Returns whether its group may write to it. */
    public boolean isGroupWritable() {
        return (mode & GROUP_WRITES) != 0;
    }

    /** Returns whether everybody may write to it. */
    public boolean isWorldWritable() {
        return (mode & WORLD_WRITES) != 0;
    }

    /** Returns whether others than its owner may read it; the group of root is not others. */
    public boolean isReadableByOthers() {
        return (mode & GROUP_READS) != 0 && group != ROOT || (mode & WORLD_READS) != 0;
    }

    /** Returns whether others than a folder's owner may use what is in it by name. */
    public boolean isEnterableByOthers() {
        return (mode & GROUP_ENTERS) != 0 && group != ROOT || (mode & WORLD_ENTERS) != 0;
    }

    /** Returns whether others than its owner may write to it; the group of root is not others. */
    public boolean isWritableByOthers() {
        return isGroupWritable() && group != ROOT || isWorldWritable();
    }
}
