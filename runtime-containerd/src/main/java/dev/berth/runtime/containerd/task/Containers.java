package dev.berth.runtime.containerd.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.berth.runtime.containerd.connection.ContainerdCallException;
import dev.berth.runtime.containerd.connection.ContainerdConnection;
import dev.berth.runtime.containerd.connection.EngineLabel;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.proto.containers.Container;
import dev.berth.runtime.containerd.proto.containers.CreateContainerRequest;
import dev.berth.runtime.containerd.proto.containers.CreateContainerResponse;
import dev.berth.runtime.containerd.proto.containers.DeleteContainerRequest;
import dev.berth.runtime.containerd.proto.containers.ListContainersRequest;
import dev.berth.runtime.containerd.proto.containers.ListContainersResponse;
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

    private static final String SERVICE = "containerd.services.containers.v1.Containers";
    private static final GrpcMethod<CreateContainerRequest, CreateContainerResponse> CREATE =
            GrpcMethod.of(SERVICE, "Create", CreateContainerResponse.parser());
    private static final GrpcMethod<DeleteContainerRequest, Empty> DELETE =
            GrpcMethod.of(SERVICE, "Delete", Empty.parser());
    private static final GrpcMethod<ListContainersRequest, ListContainersResponse> LIST =
            GrpcMethod.of(SERVICE, "List", ListContainersResponse.parser());

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

    CompletableFuture<CreateContainerResponse> create(String id, String name, byte[] spec) {
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
        CreateContainerRequest request =
                CreateContainerRequest.newBuilder().setContainer(container).build();
        return connection.client().call(CREATE, request).stage();
    }

    /** Fails with "not found" if there is none. */
    CompletableFuture<?> delete(String id) {
        return connection
                .client()
                .call(DELETE, DeleteContainerRequest.newBuilder().setId(id).build())
                .stage();
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
        return connection.client().call(LIST, request).await().getContainersList();
    }
}
