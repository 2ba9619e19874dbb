package dev.berth.engine.itest;

import dev.berth.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An ext4 of default options in a file. One without a journal, as small virtual machines have,
 * hands out no inode that was deleted in the last minutes, and looks at each of them for each file:
 * after a removal of ten thousand files the next ten thousand take several times as long.
 *
 * @param image sparse
 */
record JournaledDisk(Path image) {
    private static final String SIZE = "60G";

    /** Makes one and mounts it. */
    static JournaledDisk mount(Path point) throws IOException, InterruptedException {
        JournaledDisk disk = new JournaledDisk(Files.createTempFile("side", ".ext4"));
        try {
            Programs.run("truncate", "-s", SIZE, disk.image().toString());
            Programs.run("mkfs.ext4", "-q", "-F", disk.image().toString());
            // Nothing is to be written in the background but what is measured.
            String options = "loop,noinit_itable,discard";
            Programs.run("mount", "-o", options, disk.image().toString(), point.toString());
            return disk;
        } catch (IOException | InterruptedException e) {
            disk.delete();
            throw e;
        }
    }

    /** Deletes the file, after the disk is unmounted. */
    void delete() throws IOException {
        Files.delete(image);
    }
}
