package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.MissingArgumentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of an argument that is null. */
class PluginManagerComponentTest {
    private static final PluginReference NAME = PluginReference.parse("x");
    private static final InstallRequest REQUEST = InstallRequest.of(NAME);
    private static final RegistryCredentials LOGIN = RegistryCredentials.of("me", "pw");
    private static final InputStream IN = new ByteArrayInputStream(new byte[0]);
    private static final OutputStream OUT = new ByteArrayOutputStream();

    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() throws Exception {
        host = new ManagerHost(top);
        host.install("x");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static Arguments row(String argument, Function<PluginManager, Operation<?>> call) {
        return Arguments.of(argument, call);
    }

    static Stream<Arguments> calls() {
        ProgressListener none = ProgressListener.NONE;
        return Stream.of(
                row("request", m -> m.privileges(null)),
                row("registry", m -> m.login(null, LOGIN)),
                row("credentials", m -> m.login("r", null)),
                row("request", m -> m.install(null, none)),
                row("progress", m -> m.install(REQUEST, null)),
                row("name", m -> m.create(null, IN)),
                row("tar", m -> m.create(NAME, null)),
                row("name", m -> m.save(null, OUT)),
                row("archive", m -> m.save("x", null)),
                row("layout", m -> m.contents(null)),
                row("name", m -> m.push(null, Optional.empty(), none)),
                row("credentials", m -> m.push("x", null, none)),
                row("progress", m -> m.push("x", Optional.empty(), null)),
                row("name", m -> m.upgrade(null, REQUEST, none)),
                row("request", m -> m.upgrade("x", null, none)),
                row("progress", m -> m.upgrade("x", REQUEST, null)),
                row("name", m -> m.enable(null, EnableOptions.DEFAULT)),
                row("options", m -> m.enable("x", null)),
                row("name", m -> m.disable(null, true)),
                row("name", m -> m.remove(null, true)),
                row("name", m -> m.set(null, List.of())),
                row("settings", m -> m.set("x", null)),
                row("settings", m -> m.set("x", Arrays.asList("A=1", null))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void failsTheOperationAndThrowsNothing(
            String argument, Function<PluginManager, Operation<?>> call) {
        Operation<?> operation = call.apply(host.manager);
        MissingArgumentException missing =
                assertThrows(MissingArgumentException.class, operation::await);
        assertEquals(argument, missing.argument());
        assertEquals("the argument " + argument + " is null", missing.getMessage());
    }

    @Test
    void isNamedWhereNothingIsReturnedToFail() {
        PluginManager manager = host.manager;
        Capability volume = Capability.VOLUME_DRIVER;
        named("name", () -> manager.find(null));
        named("name", () -> manager.find(null, volume));
        named("capability", () -> manager.find("x", (CapabilityFilter) null));
        named("capability", () -> manager.find("x", (Capability) null));
        named("capability", () -> manager.findAll(null));
        named("name", () -> manager.lease(null, volume, "me"));
        named("capability", () -> manager.lease("x", (CapabilityFilter) null, "me"));
        named("holder", () -> manager.lease("x", volume, null));
    }

    @Test
    void closesWhatItWasGivenAllTheSame() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream tar =
                new ByteArrayInputStream(new byte[0]) {
                    @Override
                    public void close() throws IOException {
                        closed.set(true);
                    }
                };
        assertThrows(MissingArgumentException.class, host.manager.create(null, tar)::await);
        assertTrue(closed.get());
    }

    private static void named(String argument, Executable call) {
        assertEquals(argument, assertThrows(NullPointerException.class, call).getMessage());
    }
}
