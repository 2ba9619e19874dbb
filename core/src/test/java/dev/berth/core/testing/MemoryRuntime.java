package dev.berth.core.testing;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.TaskExit;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.spi.Descriptor;
import dev.berth.spi.LayerContent;
import dev.berth.spi.PluginLaunch;
import dev.berth.spi.PluginRuntime;
import dev.berth.spi.PluginTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** A runtime whose plugins are servers in this process, on real sockets. */
public final class MemoryRuntime implements PluginRuntime {

    /** Comes between a call and what it does. */
    @FunctionalInterface
    public interface Before<T> {
        void go(T what) throws InterruptedException;
    }

    /** May take its time. */
    @FunctionalInterface
    public interface Waiting {
        void go() throws InterruptedException;
    }

    /** What a plugin uses; may take its time. */
    @FunctionalInterface
    public interface Usage {
        Optional<PluginUsage> now() throws InterruptedException;
    }

    private final Map<String, Task> alive = new ConcurrentHashMap<>();

    /** More than Linux gives to any process. */
    private final AtomicLong pids = new AtomicLong(5_000_000);

    /** Says which process the next plugin is. */
    public volatile LongSupplier nextPid = pids::incrementAndGet;

    public final List<PluginLaunch> launches = new CopyOnWriteArrayList<>();
    public final List<PluginLaunch> attached = new CopyOnWriteArrayList<>();
    public final List<String> cleared = new CopyOnWriteArrayList<>();
    public final List<Path> mounted = new CopyOnWriteArrayList<>();
    public final Set<String> leftOver = ConcurrentHashMap.newKeySet();

    /** The root filesystems of tasks that are left over. */
    public final Map<String, Path> rootfs = new ConcurrentHashMap<>();

    /** What plugins answer to every call. */
    public volatile String answer = "{}";

    /** Comes before every answer of a plugin. */
    public volatile Waiting beforeAnswer = () -> {};

    /** What a layer's digest is when it is uncompressed. */
    public volatile Function<Descriptor, Digest> diffId = Descriptor::digest;

    /** What each plugin uses. */
    public volatile Usage usage = Optional::empty;

    public volatile Before<PluginLaunch> beforeStart = launch -> {};
    public volatile Before<PluginLaunch> beforeAttach = launch -> {};
    public volatile Before<Path> beforeUnpack = rootfs -> {};
    public volatile Waiting beforeList = () -> {};

    /** Comes between a layer that is unpacked as it comes and who reads it. */
    public volatile UnaryOperator<InputStream> reading = bytes -> bytes;

    /** Whether layers are unpacked as they come; else when they are whole. */
    public volatile boolean streams = true;

    public volatile Before<Duration> beforeStop = grace -> {};

    @Override
    public Digest unpack(Descriptor layer, Path blob, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        beforeUnpack.go(rootfs);
        try {
            Files.copy(blob, rootfs.resolve(layer.digest().hex().substring(0, 12)));
        } catch (IOException e) {
            throw new PluginRuntimeException("cannot unpack: " + e, e);
        }
        progress.accept(layer.size());
        return diffId.apply(layer);
    }

    /** Unpacks what comes as it comes. */
    @Override
    public Digest unpack(Descriptor layer, LayerContent content, Path rootfs, LongConsumer progress)
            throws InterruptedException {
        if (!streams) {
            return PluginRuntime.super.unpack(layer, content, rootfs, progress);
        }
        try {
            copy(content.open(), rootfs, layer.digest().hex().substring(0, 12));
        } catch (IOException e) {
            throw new PluginRuntimeException("cannot unpack: " + e, e);
        }
        progress.accept(layer.size());
        return diffId.apply(layer);
    }

    /** Unpacks what is made as it is made. */
    @Override
    public Digest unpack(InputStream tar, Path rootfs) throws InterruptedException {
        if (!streams) {
            return PluginRuntime.super.unpack(tar, rootfs);
        }
        copy(tar, rootfs, "made");
        return Digest.sha256(new byte[0]);
    }

    private void copy(InputStream from, Path rootfs, String name) throws InterruptedException {
        beforeUnpack.go(rootfs);
        try (InputStream bytes = reading.apply(from)) {
            Files.copy(bytes, rootfs.resolve(name));
        } catch (InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new PluginRuntimeException("cannot unpack: " + e, e);
        }
    }

    @Override
    public PluginTask start(PluginLaunch launch) throws InterruptedException {
        launches.add(launch);
        beforeStart.go(launch);
        try {
            Task task = new Task(launch);
            alive.put(launch.id(), task);
            return task;
        } catch (IOException e) {
            throw new PluginRuntimeException("cannot start: " + e, e);
        }
    }

    @Override
    public Optional<PluginTask> attach(PluginLaunch launch) throws InterruptedException {
        beforeAttach.go(launch);
        Optional<PluginTask> task = Optional.ofNullable(alive.get(launch.id()));
        task.ifPresent(t -> attached.add(launch));
        return task;
    }

    @Override
    public Set<String> ids() {
        try {
            beforeList.go();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginRuntimeException("the plugins cannot be listed: cancelled", e);
        }
        Set<String> ids = ConcurrentHashMap.newKeySet();
        ids.addAll(alive.keySet());
        ids.addAll(leftOver);
        return ids;
    }

    @Override
    public Optional<Path> rootfs(String id) {
        return Optional.ofNullable(rootfs.get(id));
    }

    @Override
    public void clear(String id) {
        cleared.add(id);
        leftOver.remove(id);
        Task task = alive.get(id);
        if (task != null) {
            task.end(TaskExit.of(137));
        }
    }

    @Override
    public List<Path> unmountBelow(Path folder) {
        return mounted.stream().filter(path -> path.startsWith(folder)).toList();
    }

    /** Returns the IDs of the plugins that run. */
    public Set<String> running() {
        return Set.copyOf(alive.keySet());
    }

    /** Lets a plugin's process end by itself. */
    public void die(String id, int code) {
        alive.get(id).end(TaskExit.of(code));
    }

    /** Lets the kernel kill a plugin's process for want of memory. */
    public void starve(String id) {
        alive.get(id).end(TaskExit.of(137).withOutOfMemory(true));
    }

    /** Returns the server that a running plugin is. */
    public UnixServer server(String id) {
        return alive.get(id).server;
    }

    private final class Task implements PluginTask {
        private final long pid = nextPid.getAsLong();
        private final CompletableFuture<TaskExit> exit = new CompletableFuture<>();
        private final String id;
        private final UnixServer server;

        Task(PluginLaunch launch) throws IOException {
            this.id = launch.id();
            this.server =
                    new UnixServer(
                            launch.socket().orElseThrow(),
                            caller -> {
                                while (caller.nextRequest() != null) {
                                    beforeAnswer.go();
                                    caller.json(200, answer);
                                }
                            });
        }

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public CompletionStage<TaskExit> exit() {
            return exit.minimalCompletionStage();
        }

        @Override
        public Optional<PluginUsage> usage() {
            try {
                return usage.now();
            } catch (InterruptedException e) {
                throw new PluginRuntimeException("interrupted", e);
            }
        }

        @Override
        public TaskExit stop(Duration grace) throws InterruptedException {
            beforeStop.go(grace);
            end(TaskExit.of(143));
            return exit.join();
        }

        private void end(TaskExit how) {
            try {
                server.close();
            } catch (IOException e) {
                throw new PluginRuntimeException("cannot stop: " + e, e);
            }
            alive.remove(id, this);
            exit.complete(how.withLastOutput(List.of("last words")));
        }
    }
}
