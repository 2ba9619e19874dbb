package dev.berth.registry.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.registry.host.RegistryHost;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenScopeTest {
    @Test
    void asksForNoMoreThanIsAskedForAnyway() {
        TokenScope push = TokenScope.push(RegistryHost.of("x.example"), "a/b");

        assertEquals(push, push.andAsked("repository:a/b:pull repository:a/b:push,pull"));
        assertEquals(
                Set.of("repository:a/b:pull,push", "repository:c:pull"),
                push.andAsked("repository:c:pull").entries());
    }

    @Test
    void ofTheHubIsMetWithTheScopeForPluginsToo() {
        assertEquals(
                Set.of("repository:a/b:pull", "repository(plugin):a/b:pull"),
                TokenScope.pull(RegistryHost.of("docker.io"), "a/b").entries());
    }
}
