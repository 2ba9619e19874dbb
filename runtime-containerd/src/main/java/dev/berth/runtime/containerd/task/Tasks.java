package dev.berth.runtime.containerd.task;

import com.google.protobuf.Empty;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdClient;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.proto.process.Process;
import dev.berth.runtime.containerd.proto.process.Status;
import dev.berth.runtime.containerd.proto.tasks.CreateTaskRequest;
import dev.berth.runtime.containerd.proto.tasks.CreateTaskResponse;
import dev.berth.runtime.containerd.proto.tasks.DeleteResponse;
import dev.berth.runtime.containerd.proto.tasks.DeleteTaskRequest;
import dev.berth.runtime.containerd.proto.tasks.GetRequest;
import dev.berth.runtime.containerd.proto.tasks.GetResponse;
import dev.berth.runtime.containerd.proto.tasks.KillRequest;
import dev.berth.runtime.containerd.proto.tasks.StartRequest;
import dev.berth.runtime.containerd.proto.tasks.StartResponse;
import dev.berth.runtime.containerd.proto.tasks.WaitRequest;
import dev.berth.runtime.containerd.proto.tasks.WaitResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A client of containerd's tasks service: the processes in our containers. */
final class Tasks {
    static final int SIGTERM = 15;
    static final int SIGKILL = 9;

    /** How often a shim that does not answer is asked for its state, and for how long. */
    private static final int QUESTIONS = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String SERVICE = "containerd.services.tasks.v1.Tasks";
    private static final GrpcMethod<CreateTaskRequest, CreateTaskResponse> CREATE =
            GrpcMethod.of(SERVICE, "Create", CreateTaskResponse.parser());
    private static final GrpcMethod<StartRequest, StartResponse> START =
            GrpcMethod.of(SERVICE, "Start", StartResponse.parser());
    private static final GrpcMethod<GetRequest, GetResponse> GET =
            GrpcMethod.of(SERVICE, "Get", GetResponse.parser());
    private static final GrpcMethod<KillRequest, Empty> KILL =
            GrpcMethod.of(SERVICE, "Kill", Empty.parser());
    private static final GrpcMethod<WaitRequest, WaitResponse> WAIT =
            GrpcMethod.of(SERVICE, "Wait", WaitResponse.parser());
    private static final GrpcMethod<DeleteTaskRequest, DeleteResponse> DELETE =
            GrpcMethod.of(SERVICE, "Delete", DeleteResponse.parser());

    private final ContainerdConnection connection;
    private final Map<String, CompletableFuture<DeleteResponse>> deletes =
            new ConcurrentHashMap<>();

    /** Those that containerd has said to have deleted, and that were not made again. */
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    Tasks(ContainerdConnection connection) {
        this.connection = connection;
    }

    /** Makes the process, not started yet, and replies with its process ID. */
    CompletableFuture<Long> create(String id, Path stdout, Path stderr) {
        deleted.remove(id);
        // containerd 1.6 fails when only one of both is given.
        CreateTaskRequest request =
                CreateTaskRequest.newBuilder()
                        .setContainerId(id)
                        .setStdout(stdout.toString())
                        .setStderr(stderr.toString())
                        .build();
        return client().call(CREATE, request)
                .stage()
                .thenApply(CreateTaskResponse::getPid)
                .thenApply(Integer::longValue);
    }

    CompletableFuture<StartResponse> start(String id) {
        return client().call(START, StartRequest.newBuilder().setContainerId(id).build()).stage();
    }

    /**
     * Returns a task with its state. containerd waits for the shim for two seconds ({@code
     * io.containerd.timeout.task.state}), and then replies that the state is unknown: it is asked
     * again for a time, because on a busy host the process may run all the same.
     */
    Optional<Process> find(String id) throws InterruptedException, ContainerdCallException {
        GetRequest request = GetRequest.newBuilder().setContainerId(id).build();
        try {
            return Optional.of(ask(request));
        } catch (ContainerdCallException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Process ask(GetRequest request) throws InterruptedException, ContainerdCallException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int asked = 0;
        Process process;
        do {
            process = client().call(GET, request).await().getProcess();
            asked++;
        } while (process.getStatus() == Status.UNKNOWN
                && asked < QUESTIONS
                && System.nanoTime() - end < 0);
        return process;
    }

    /**
     * Sends a signal; does nothing to a process that is not there.
     *
     * @param all to every process in the container instead of the first one only
     * @param limit how long containerd may take to reply
     */
    void kill(String id, int signal, boolean all, Duration limit)
            throws InterruptedException, ContainerdCallException {
        KillRequest request =
                KillRequest.newBuilder().setContainerId(id).setSignal(signal).setAll(all).build();
        try {
            connection.client(limit).call(KILL, request).await();
        } catch (ContainerdCallException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** Completes when the process has ended, however long that takes. */
    CompletableFuture<WaitResponse> exit(String id) {
        return connection
                .clientWithoutDeadline()
                .call(WAIT, WaitRequest.newBuilder().setContainerId(id).build())
                .stage();
    }

    /**
     * Removes an ended process, once all it wrote is in its pipes. Whoever asks while that is under
     * way shares it: of two removals at once, one would fail because the other ends the shim.
     */
    CompletableFuture<DeleteResponse> delete(String id) {
        CompletableFuture<DeleteResponse> mine = new CompletableFuture<>();
        CompletableFuture<DeleteResponse> underWay = deletes.putIfAbsent(id, mine);
        if (underWay != null) {
            return underWay;
        }
        client().call(DELETE, DeleteTaskRequest.newBuilder().setContainerId(id).build())
                .stage()
                .whenComplete(
                        (reply, error) -> {
                            deletes.remove(id, mine);
                            if (error == null) {
                                deleted.add(id);
                                mine.complete(reply);
                            } else {
                                mine.completeExceptionally(error);
                            }
                        });
        return mine;
    }

    /**
     * Returns whether containerd has said that it deleted the task, and with it the shim, and this
     * engine has not made it again.
     */
    boolean isDeleted(String id) {
        return deleted.contains(id);
    }

    /** Nothing is left of a task that could be asked for. */
    void forget(String id) {
        deleted.remove(id);
    }

    private ContainerdClient client() {
        return connection.client();
    }
}
