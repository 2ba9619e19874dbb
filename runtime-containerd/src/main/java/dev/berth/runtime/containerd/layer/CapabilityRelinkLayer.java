package dev.berth.runtime.containerd.layer;

import dev.berth.runtime.containerd.host.RootFilesystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tar layer that restores {@code security.capability} attributes: it makes hard links once more,
 * this time with the capability of their file. So containerd itself sets what Java cannot, and
 * nothing is looked up twice.
 */
final class CapabilityRelinkLayer {
    private final RootFilesystem rootfs;
    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private final Map<Path, FileTime> folderTimes = new HashMap<>();
    private final List<String> unable = new ArrayList<>();

    CapabilityRelinkLayer(Path rootfs) {
        this.rootfs = new RootFilesystem(rootfs);
    }

    /** Adds a file, if it is there as the layer made it. */
    void add(LostCapabilities.Lost lost) throws IOException {
        try {
            Path file = rootfs.resolve(text(lost.file()));
            Path link = rootfs.resolve(text(lost.link()));
            Map<String, Object> facts = facts(file);
            if (facts.get("ino").equals(facts(link).get("ino"))) {
                Path folder = link.getParent();
                folderTimes.put(folder, Files.getLastModifiedTime(folder));
                write(lost, facts);
            }
        } catch (NoSuchFileException e) {
            // A later entry took it away, and its capability with it.
            return;
        } catch (InvalidPathException e) {
            unable.add(lost.file());
        }
    }

    boolean isEmpty() {
        return archive.size() == 0;
    }

    /** Returns the names that this machine's character set has no way to look up. */
    List<String> unable() {
        return List.copyOf(unable);
    }

    byte[] archive() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(archive.toByteArray());
        whole.writeBytes(new byte[2 * TarHeader.SIZE]);
        return whole.toByteArray();
    }

    /** Gives the folders back the times that making the links has changed. */
    void restoreFolderTimes() throws IOException {
        for (Map.Entry<Path, FileTime> folder : folderTimes.entrySet()) {
            Files.setLastModifiedTime(folder.getKey(), folder.getValue());
        }
    }

    private void write(LostCapabilities.Lost lost, Map<String, Object> facts) {
        Map<String, byte[]> extensions = new LinkedHashMap<>();
        extensions.put("path", bytes(lost.link()));
        extensions.put("linkpath", bytes(lost.file()));
        extensions.put("uid", bytes(facts.get("uid").toString()));
        extensions.put("gid", bytes(facts.get("gid").toString()));
        extensions.put("mtime", bytes(seconds((FileTime) facts.get("lastModifiedTime"))));
        extensions.put("SCHILY.xattr.security.capability", lost.capability());
        TarHeaderWriter header = new TarHeaderWriter(archive);
        header.writeExtensions(PaxRecords.format(extensions));
        header.writeHardLink((Integer) facts.get("mode") & 07777);
    }

    private static Map<String, Object> facts(Path file) throws IOException {
        return Files.readAttributes(
                file, "unix:ino,mode,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    }

    private static String seconds(FileTime time) {
        return "%d.%09d".formatted(time.toInstant().getEpochSecond(), time.toInstant().getNano());
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns a name as Java knows it, if it does. */
    private static String text(String name) {
        String text = new String(bytes(name), StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes(name))) {
            throw new InvalidPathException(text, "no UTF-8");
        }
        return text;
    }
}
