package dev.berth.runtime.containerd.layer.tree;

import dev.berth.shared.file.EarlyWriteback;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/** Makes files, folders and links at their locations, with owner, permissions and time. */
final class EntryMaker {
    private final RootDirectory root;
    private final EarlyWriteback writeback;

    EntryMaker(RootDirectory root, EarlyWriteback writeback) {
        this.root = root;
        this.writeback = writeback;
    }

    /** Makes a folder, or gives one that is there another owner and other permissions. */
    void folder(String location, TarEntry entry) throws IOException {
        root.makeFolder(location);
        FileFacts.set(root.path(location), entry);
    }

    void file(String location, TarEntry entry, TarReader content) throws IOException {
        root.replace(location, path -> write(path, entry, content));
    }

    private void write(Path path, TarEntry entry, TarReader content) throws IOException {
        try (FileChannel file =
                        FileChannel.open(
                                path,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS);
                OutputStream out = writeback.to(file)) {
            content.copyContent(out);
        }
        FileFacts.set(path, entry);
        FileFacts.modified(path, FileFacts.modified(entry));
    }

    void symbolicLink(String location, TarEntry entry) throws IOException {
        Path target = FileNames.path(entry.link());
        root.replace(location, path -> Files.createSymbolicLink(path, target));
        Path link = root.path(location);
        FileFacts.owner(link, entry);
        FileFacts.modified(link, FileFacts.modified(entry), LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns whether there is a device, a pipe or a socket, which must not be opened. */
    boolean isNode(String target) throws IOException {
        BasicFileAttributes facts = root.facts(target);
        return facts != null && facts.isOther();
    }

    /**
     * Makes a hard link. The file gets what the link's entry says; its owner is set only if it is
     * another one, which would take the file's capabilities away.
     */
    void hardLink(String location, String target, TarEntry entry) throws IOException {
        Path file = root.path(target);
        root.replace(location, path -> Files.createLink(path, file));
        Path link = root.path(location);
        Map<String, Object> facts =
                Files.readAttributes(
                        link, "unix:uid,gid,isSymbolicLink", LinkOption.NOFOLLOW_LINKS);
        if (!facts.get("uid").equals((int) entry.uid())
                || !facts.get("gid").equals((int) entry.gid())) {
            FileFacts.owner(link, entry);
        }
        if (!facts.get("isSymbolicLink").equals(true)) {
            FileFacts.permissions(link, entry.header().permissions());
        }
        FileFacts.modified(link, FileFacts.modified(entry), LinkOption.NOFOLLOW_LINKS);
    }
}
