package dev.berth.core.testing.disk;

/** One change of a disk; paths are relative to the folder that is traced, files are numbered. */
public sealed interface DiskEvent {

    /** Makes a folder. */
    record MakeFolder(String path) implements DiskEvent {}

    /** Makes an empty file. */
    record CreateFile(String path, int file) implements DiskEvent {}

    /** Removes a file or an empty folder. */
    record Remove(String path) implements DiskEvent {}

    /** Gives a file or folder another name, in place of what has it. */
    record Rename(String from, String to) implements DiskEvent {}

    /** Writes into a file. */
    record Write(int file, long position, byte[] bytes) implements DiskEvent {
        @Override
        public String toString() {
            return "Write[file=%d, position=%d, %d bytes]".formatted(file, position, bytes.length);
        }
    }

    /** Cuts a file short. */
    record Truncate(int file, long size) implements DiskEvent {}

    /** fsync(2) of a file. */
    record SyncFile(int file) implements DiskEvent {}

    /** fsync(2) of a folder. */
    record SyncFolder(String path) implements DiskEvent {}

    /** syncfs(2). */
    record SyncAll() implements DiskEvent {}
}
