package dev.berth.runtime.containerd.task;

import com.google.protobuf.Any;
import dev.berth.runtime.containerd.proto.containers.Container;
import dev.berth.runtime.containerd.proto.runc.Options;

/**
 * A runtime of containerd's.
 *
 * @param name containerd's own, {@code io.containerd.runc.v2}
 * @param binary the OCI runtime that its shim calls; empty for the shim's default
 */
public record ShimRuntime(String name, String binary) {
    private static final String OPTIONS_TYPE = "containerd.runc.v1.Options";

    Container.Runtime message() {
        Container.Runtime.Builder message = Container.Runtime.newBuilder().setName(name);
        if (!binary.isEmpty()) {
            Options options = Options.newBuilder().setBinaryName(binary).build();
            message.setOptions(
                    Any.newBuilder().setTypeUrl(OPTIONS_TYPE).setValue(options.toByteString()));
        }
        return message.build();
    }
}
