package dev.berth.core.testing.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Passes what is asked on to the real file system, and what is changed by the trace before. */
final class TracedProvider extends FileSystemProvider {
    private final TracedFileSystem system;
    private final DiskTrace trace;

    TracedProvider(TracedFileSystem system, DiskTrace trace) {
        this.system = system;
        this.trace = trace;
    }

    @Override
    public String getScheme() {
        return "traced";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        return system.wrap(Path.of(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path real = TracedPath.real(path);
        boolean makes =
                options.contains(StandardOpenOption.CREATE)
                        || options.contains(StandardOpenOption.CREATE_NEW);
        if (makes && Files.notExists(real, LinkOption.NOFOLLOW_LINKS)) {
            FileChannel made =
                    trace.change(
                            new DiskEvent.CreateFile(trace.name(real), trace.newFile()),
                            () -> FileChannel.open(real, options, attributes));
            return new TracedChannel(trace, real, made);
        }
        if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            FileChannel emptied =
                    trace.change(
                            new DiskEvent.Truncate(trace.file(real), 0),
                            () -> FileChannel.open(real, options, attributes));
            return new TracedChannel(trace, real, emptied);
        }
        return trace.open(real, () -> FileChannel.open(real, options, attributes));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
        DirectoryStream<Path> found =
                Files.newDirectoryStream(
                        TracedPath.real(folder), entry -> filter.accept(system.wrap(entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> entries = found.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public Path next() {
                        return system.wrap(entries.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                found.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        Path real = TracedPath.real(folder);
        trace.change(
                new DiskEvent.MakeFolder(trace.name(real)),
                () -> Files.createDirectory(real, attributes));
    }

    @Override
    public void delete(Path path) throws IOException {
        Path real = TracedPath.real(path);
        trace.change(
                new DiskEvent.Remove(trace.name(real)),
                () -> {
                    Files.delete(real);
                    return null;
                });
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
        if (options.length > 0) {
            throw new UnsupportedOperationException();
        }
        if (Files.isDirectory(from)) {
            Files.createDirectory(to);
        } else {
            Files.write(to, Files.readAllBytes(from), StandardOpenOption.CREATE_NEW);
        }
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        Path source = TracedPath.real(from);
        Path target = TracedPath.real(to);
        trace.change(
                new DiskEvent.Rename(trace.name(source), trace.name(target)),
                () -> Files.move(source, target, options));
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return Files.isSameFile(TracedPath.real(one), TracedPath.real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(TracedPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return Files.getFileStore(TracedPath.real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Path real = TracedPath.real(path);
        real.getFileSystem().provider().checkAccess(real, modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(TracedPath.real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        return Files.readAttributes(TracedPath.real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
            throws IOException {
        return Files.readAttributes(TracedPath.real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
            throws IOException {
        Files.setAttribute(TracedPath.real(path), attribute, value, options);
    }
}
