package dev.berth.runtime.containerd.layer;

import dev.berth.runtime.containerd.host.RootFilesystem;
import dev.berth.shared.tar.PaxRecords;
import dev.berth.shared.tar.TarHeaderBuilder;
import dev.berth.shared.tar.TarWriter;
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
    private final TarWriter tar = new TarWriter(archive);
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

    /** Ends the layer and returns it. */
    byte[] finish() throws IOException {
        tar.end();
        return archive.toByteArray();
    }

    /** Gives the folders back the times that making the links has changed. */
    void restoreFolderTimes() throws IOException {
        for (Map.Entry<Path, FileTime> folder : folderTimes.entrySet()) {
            Files.setLastModifiedTime(folder.getKey(), folder.getValue());
        }
    }

    /** A hard link; all but its mode stands in the records before it. */
    private void write(LostCapabilities.Lost lost, Map<String, Object> facts) throws IOException {
        tar.records(
                PaxRecords.NONE
                        .with("path", lost.link())
                        .with("linkpath", lost.file())
                        .with("uid", facts.get("uid").toString())
                        .with("gid", facts.get("gid").toString())
                        .with("mtime", seconds((FileTime) facts.get("lastModifiedTime")))
                        .with(LostCapabilities.RECORD, lost.capability()));
        int mode = (Integer) facts.get("mode") & 07777;
        tar.header(TarHeaderBuilder.of('1', "link").mode(mode).build());
    }

    private static Map<String, Object> facts(Path file) throws IOException {
        return Files.readAttributes(
                file, "unix:ino,mode,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    }

    private static String seconds(FileTime time) {
        return "%d.%09d".formatted(time.toInstant().getEpochSecond(), time.toInstant().getNano());
    }

    /** Returns a name as Java knows it, if it does. */
    private static String text(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new InvalidPathException(text, "no UTF-8");
        }
        return text;
    }
}
