package dev.berth.runtime.containerd.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.connection.GrpcReplies;
import dev.berth.runtime.containerd.proto.containers.Container;
import dev.berth.runtime.containerd.proto.containers.ContainersGrpc;
import dev.berth.runtime.containerd.proto.containers.CreateContainerRequest;
import dev.berth.runtime.containerd.proto.containers.CreateContainerResponse;
import dev.berth.runtime.containerd.proto.containers.DeleteContainerRequest;
import dev.berth.runtime.containerd.proto.containers.ListContainersRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A client of containerd's containers service: one container for each task, under its ID. */
final class Containers {
    private static final String SPEC_TYPE =
            "types.containerd.io/opencontainers/runtime-spec/1/Spec";
    private static final String NAME = "dev.berth.plugin";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ContainerdConnection connection;
    private final ShimRuntime runtime;
    private final EngineLabel label;

    /**
     * @param runtime what the containers run with
     */
    Containers(ContainerdConnection connection, ShimRuntime runtime, EngineLabel label) {
        this.connection = connection;
        this.runtime = runtime;
        this.label = label;
    }

    CompletableFuture<CreateContainerResponse> create(String id, String name, byte[] spec)
            throws ContainerdCallException {
        Container container =
                Container.newBuilder()
                        .setId(id)
                        .putLabels(EngineLabel.KEY, label.engine())
                        .putLabels(NAME, name)
                        .setRuntime(runtime.message())
                        .setSpec(
                                Any.newBuilder()
                                        .setTypeUrl(SPEC_TYPE)
                                        .setValue(ByteString.copyFrom(spec)))
                        .build();
        return GrpcReplies.stage(
                client().create(
                                CreateContainerRequest.newBuilder()
                                        .setContainer(container)
                                        .build()));
    }

    /** Fails with "not found" if there is none. */
    CompletableFuture<?> delete(String id) throws ContainerdCallException {
        return GrpcReplies.stage(
                client().delete(DeleteContainerRequest.newBuilder().setId(id).build()));
    }

    /** Returns whether there is a container, whoever made it. */
    boolean has(String id) throws InterruptedException, ContainerdCallException {
        return !list("id==\"%s\"".formatted(id)).isEmpty();
    }

    /** Returns {@code root.path} of the specification of this engine's container, if it has one. */
    Optional<Path> rootfs(String id)
            throws InterruptedException, ContainerdCallException, IOException {
        List<Container> found = list("id==\"%s\",%s".formatted(id, label.filter()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        byte[] spec = found.get(0).getSpec().getValue().toByteArray();
        String path = JSON.readTree(spec).path("root").path("path").asText();
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    Set<String> ids() throws InterruptedException, ContainerdCallException {
        return list(label.filter()).stream().map(Container::getId).collect(Collectors.toSet());
    }

    private List<Container> list(String filter)
            throws InterruptedException, ContainerdCallException {
        ListContainersRequest request =
                ListContainersRequest.newBuilder().addFilters(filter).build();
        return GrpcReplies.await(client().list(request)).getContainersList();
    }

    private ContainersGrpc.ContainersFutureStub client() throws ContainerdCallException {
        return connection.to(ContainersGrpc::newFutureStub);
    }
}
