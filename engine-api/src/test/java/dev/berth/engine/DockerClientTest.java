package dev.berth.engine;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.PublishedPlugin;
import dev.berth.plugin.Privilege;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Drives the engine API by each {@code docker} command that the machine has. */
abstract class DockerClientTest extends EngineTest {
    static final String R = "localhost:5000/a/rich:1";

    @Parameter Path program;
    @TempDir Path folder;
    Docker docker;

    @BeforeEach
    void publish() {
        docker = new Docker(program, engine.socket(), folder);
        engine.plugins().publish("localhost:5000/a/plain:1", new PublishedPlugin("{}", List.of()));
        engine.plugins()
                .publish(
                        R,
                        new PublishedPlugin(
                                RICH,
                                List.of(
                                        Privilege.of("network", "access", List.of("host")),
                                        Privilege.of("device", "dev", List.of("/dev/x")))));
    }

    /** Returns how this client tells a 404: the old one has words of its own for it. */
    String notFound(String name) throws Exception {
        return docker.run("--version").output().contains("version 20.")
                ? "Error: No such plugin: " + name
                : "Error response from daemon: plugin \"%s\" not found".formatted(name);
    }
}
