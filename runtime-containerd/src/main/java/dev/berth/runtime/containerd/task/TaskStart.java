package dev.berth.runtime.containerd.task;

import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.GrpcReplies;
import dev.berth.runtime.containerd.oci.HostFacts;
import dev.berth.runtime.containerd.oci.PluginSpec;
import dev.berth.spi.PluginLaunch;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One start of one plugin; if it fails or is interrupted, it is undone. A call to containerd that
 * makes something is not cancelled, because nobody could tell whether it was made: who interrupts
 * this does not wait for the reply, the undoing does.
 */
final class TaskStart {
    /** How long a failure waits for its undoing, and how long an interrupted thread. */
    private static final Duration UNDO_LIMIT = Duration.ofSeconds(30);

    private static final Duration INTERRUPTED_LIMIT = Duration.ofMillis(500);

    private final TaskContext context;
    private final HostPreparation preparation;
    private final PluginLaunch launch;
    private final RunFolder folder;
    private final HostFacts facts;
    private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);

    TaskStart(
            TaskContext context,
            HostPreparation preparation,
            PluginLaunch launch,
            RunFolder folder,
            HostFacts facts) {
        this.context = context;
        this.preparation = preparation;
        this.launch = launch;
        this.folder = folder;
        this.facts = facts;
    }

    ContainerdTask run() throws InterruptedException {
        try {
            return start();
        } catch (InterruptedException | RuntimeException | Error e) {
            undo(e);
            throw e;
        } catch (ContainerdCallException | IOException e) {
            undo(e);
            throw new PluginRuntimeException(
                    "plugin " + launch.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private ContainerdTask start()
            throws IOException, ContainerdCallException, InterruptedException {
        folder.create();
        byte[] spec = new PluginSpec(launch, facts).json();
        // The database of containerd syncs its disk; the host is prepared meanwhile.
        CompletableFuture<?> container = container(spec);
        underWay = container;
        preparation.prepare(launch, folder);
        // The readers are there before the task is: its shim opens the pipes at once.
        PluginOutput output = context.outputOf(launch, folder.stdout(), folder.stderr());
        ContainerdTask plugin;
        try {
            plugin = context.running(launch, create(container, spec), output);
        } catch (ContainerdCallException
                | IOException
                | InterruptedException
                | RuntimeException
                | Error e) {
            // Not before the reply: without a reader the shim waits for one as it makes the task.
            underWay.whenComplete((reply, error) -> output.close());
            throw e;
        }
        new SocketReadiness(launch, plugin, context.folders())
                .startAndWait(() -> reply(context.tasks().start(launch.id())));
        return plugin;
    }

    private CompletableFuture<?> container(byte[] spec) {
        return context.containers().create(launch.id(), launch.name(), spec);
    }

    /**
     * Makes the task once its container is made, and both anew after what was in their way; returns
     * the process ID.
     */
    private long create(CompletableFuture<?> container, byte[] spec)
            throws ContainerdCallException, IOException, InterruptedException {
        try {
            return createTask(container);
        } catch (ContainerdCallException e) {
            if (!context.cleaner().clearTheWay(e, launch.id())) {
                throw e;
            }
            return createTask(container(spec));
        }
    }

    private long createTask(CompletableFuture<?> container)
            throws ContainerdCallException, InterruptedException {
        reply(container);
        return reply(context.tasks().create(launch.id(), folder.stdout(), folder.stderr()));
    }

    private <T> T reply(CompletableFuture<T> call)
            throws ContainerdCallException, InterruptedException {
        underWay = call;
        return GrpcReplies.await(call);
    }

    private void undo(Throwable reason) {
        CompletableFuture<Void> undoing = context.clearances().begin(launch.id(), underWay);
        boolean interrupted = reason instanceof InterruptedException;
        long limit = (interrupted ? INTERRUPTED_LIMIT : UNDO_LIMIT).toNanos();
        try {
            undoing.get(limit, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            reason.addSuppressed(e.getCause());
        } catch (TimeoutException e) {
            // It goes on; the next start, attach or clearance of this plugin waits for it.
            reason.addSuppressed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
