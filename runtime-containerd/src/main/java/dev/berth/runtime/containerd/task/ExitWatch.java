package dev.berth.runtime.containerd.task;

import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.proto.process.Process;
import dev.berth.runtime.containerd.proto.process.Status;
import java.util.concurrent.CompletableFuture;

/** Waits for a task's exit code, also when containerd is restarted meanwhile. */
final class ExitWatch {
    /** What containerd does to a process when it finds that its shim is gone. */
    private static final int KILLED = 128 + Tasks.SIGKILL;

    private final ContainerdConnection connection;
    private final Tasks tasks;

    ExitWatch(ContainerdConnection connection, Tasks tasks) {
        this.connection = connection;
        this.tasks = tasks;
    }

    /** Returns the exit code, once there is one. */
    CompletableFuture<Integer> of(String id) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        ask(id, code);
        return code;
    }

    private void ask(String id, CompletableFuture<Integer> code) {
        tasks.exit(id)
                .whenComplete(
                        (reply, error) -> {
                            if (error == null) {
                                code.complete(reply.getExitStatus());
                            } else if (!isUnavailable(error)) {
                                lookUp(id, code);
                            } else {
                                askOnceBack(id, code);
                            }
                        });
    }

    private void askOnceBack(String id, CompletableFuture<Integer> code) {
        connection.back().thenRun(() -> ask(id, code));
    }

    private void lookUp(String id, CompletableFuture<Integer> code) {
        try {
            code.complete(
                    tasks.find(id)
                            .filter(process -> process.getStatus() == Status.STOPPED)
                            .map(Process::getExitStatus)
                            .orElse(KILLED));
        } catch (ContainerdCallException e) {
            if (e.isUnavailable()) {
                askOnceBack(id, code);
            } else {
                code.complete(KILLED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code.complete(KILLED);
        }
    }

    private static boolean isUnavailable(Throwable error) {
        return error instanceof ContainerdCallException failed && failed.isUnavailable();
    }
}
