package dev.berth.runtime.containerd.layer.tree;

import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Owner, permissions and time of a file that was just made. The owner comes first, as changing it
 * clears the setuid bit.
 */
final class FileFacts {
    private static final FileTime EPOCH = FileTime.fromMillis(0);

    /** The seconds that containerd takes: those whose nanoseconds fit into 64 bits. */
    private static final long LATEST = Long.MAX_VALUE / 1_000_000_000;

    private FileFacts() {}

    /** Sets those of a file or a folder; it is no link. */
    static void set(Path path, TarEntry entry) throws IOException {
        owner(path, entry);
        permissions(path, entry.header().permissions());
    }

    /** Sets the owner; of a link, not of what it leads to. */
    static void owner(Path path, TarEntry entry) throws IOException {
        Files.setAttribute(path, "unix:uid", (int) entry.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", (int) entry.gid(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Sets the permissions of what is no link. */
    static void permissions(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }

    /** Sets the time of the last change; of a link, not of what it leads to. */
    static void modified(Path path, FileTime time, LinkOption... links) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, links)
                .setTimes(time, time, null);
    }

    /** Returns an entry's time; what is out of reach becomes 1970, as for containerd. */
    static FileTime modified(TarEntry entry) {
        TarTime time = entry.modified();
        return time.seconds() < 0 || time.nanos() < 0 || time.seconds() >= LATEST
                ? EPOCH
                : FileTime.from(Instant.ofEpochSecond(time.seconds(), time.nanos()));
    }
}
