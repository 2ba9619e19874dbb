package dev.berth.engine.support;

import dev.berth.plugin.Privilege;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Has an engine for each test, and a registry with two plugins. */
public abstract class PublishedPluginsTest extends EngineTest {
    /** What the rich one asks for. */
    protected static final String GRANT =
            "[{\"Name\":\"network\",\"Description\":\"permissions to access a"
                    + " network\",\"Value\":[\"host\"]}]";

    @BeforeEach
    void publish() {
        engine.plugins().publish("a/plain", new PublishedPlugin("{}", List.of()));
        engine.plugins()
                .publish(
                        "localhost:5000/a/rich:1",
                        new PublishedPlugin(
                                RICH,
                                List.of(
                                        Privilege.of(
                                                "network",
                                                "permissions to access a network",
                                                List.of("host")))));
    }
}
