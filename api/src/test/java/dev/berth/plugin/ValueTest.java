package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginRequest;
import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.spi.Descriptor;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyEndpoint.Tls;
import dev.berth.spi.PluginManifest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all values that callers and providers make have in common. */
class ValueTest {
    private static final PluginReference NAME = PluginReference.parse("vieux/sshfs");
    private static final Digest DIGEST = Digest.sha256(new byte[0]);
    private static final Path PLACE = Path.of("/x");
    private static final URI ADDRESS = URI.create("unix:///x");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static InstallRequest request() {
        return InstallRequest.of(NAME);
    }

    private static Descriptor blob() {
        return Descriptor.of("t", DIGEST, 1);
    }

    private static PluginManifest manifest() {
        return PluginManifest.of(blob(), new byte[] {1}, blob(), new byte[] {2}, List.of(blob()));
    }

    private static LegacyEndpoint endpoint() {
        return LegacyEndpoint.of("x", ADDRESS, PLACE);
    }

    private static PluginRequest call() {
        return PluginRequest.of("A.B");
    }

    private static RegistryCredentials login() {
        return RegistryCredentials.of("me", "pw");
    }

    @SafeVarargs
    private static <T> Arguments row(Supplier<T> value, Function<T, T>... withers) {
        List<Function<T, T>> all = new ArrayList<>();
        for (Function<T, T> wither : withers) {
            all.add(wither);
        }
        return Arguments.of(value, all);
    }

    static Stream<Arguments> values() {
        Privilege network = Privilege.of("network", "d", List.of("host"));
        return Stream.of(
                row(
                        ValueTest::request,
                        r -> r.withAlias(NAME),
                        r -> r.withPrivileges(List.of(network)),
                        r -> r.withCredentials(login()),
                        r -> r.withLayout(PLACE),
                        r -> r.withConsent(Consent.LOCKED)),
                row(() -> EnableOptions.DEFAULT, o -> o.withStart(SECOND), o -> o.withCall(SECOND)),
                row(() -> Privilege.of("network", "d", List.of("host"))),
                row(ValueTest::login, l -> l.withIdentityToken("i"), l -> l.withRegistryToken("r")),
                row(() -> TaskExit.of(1), e -> e.withLastOutput(List.of("x"))),
                row(
                        () -> Requester.of("shell"),
                        r -> r.withUser("ada"),
                        r -> r.withUserId(1000),
                        r -> r.withProcessId(77)),
                row(ValueTest::blob, d -> d.withMediaType("other")),
                row(ValueTest::manifest),
                row(ValueTest::endpoint, e -> e.withTls(Tls.of())),
                row(
                        Tls::of,
                        t -> t.withCaFile(PLACE),
                        t -> t.withCertFile(PLACE),
                        t -> t.withKeyFile(PLACE),
                        t -> t.withInsecureSkipVerify(true)),
                row(
                        ValueTest::call,
                        c -> c.withBody(new byte[] {1}),
                        c -> c.withDeadline(SECOND),
                        c -> c.withRepeatable(true)),
                row(
                        () -> Volume.of("v"),
                        v -> v.withMountpoint(Mountpoint.of("/p")),
                        v -> v.withCreatedAt(Instant.EPOCH),
                        v -> v.withStatus(Map.of("a", 1))),
                row(() -> Mountpoint.of("/p"), m -> m.withOnHost(PLACE)),
                row(() -> VolumeCapabilities.of(VolumeCapabilities.Scope.LOCAL)));
    }

    @ParameterizedTest
    @MethodSource({"values", "dev.berth.driver.DriverValues#values"})
    <T> void isEqualToOneOfTheSameContent(Supplier<T> made, List<Function<T, T>> withers) {
        T value = made.get();
        assertEquals(value, made.get());
        assertEquals(value.hashCode(), made.get().hashCode());
        assertEquals(value.toString(), made.get().toString());
        assertTrue(value.toString().startsWith(value.getClass().getSimpleName() + "["));
        assertNotEquals(value, null);
        assertNotEquals(value, "");
        for (Function<T, T> wither : withers) {
            T other = wither.apply(value);
            assertNotEquals(value, other);
            assertEquals(other, wither.apply(made.get()));
            assertEquals(other.hashCode(), wither.apply(made.get()).hashCode());
            assertEquals(value, made.get(), "a wither leaves it as it is");
        }
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                named("reference", () -> InstallRequest.of(null)),
                named("alias", () -> request().withAlias(null)),
                named("privileges", () -> request().withPrivileges(null)),
                named("credentials", () -> request().withCredentials(null)),
                named("layout", () -> request().withLayout(null)),
                named("consent", () -> request().withConsent(null)),
                named("start", () -> EnableOptions.DEFAULT.withStart(null)),
                named("call", () -> EnableOptions.DEFAULT.withCall(null)),
                named("name", () -> Privilege.of(null, "", List.of())),
                named("description", () -> Privilege.of("", null, List.of())),
                named("value", () -> Privilege.of("", "", null)),
                named("username", () -> RegistryCredentials.of(null, "")),
                named("password", () -> RegistryCredentials.of("", null)),
                named("identityToken", () -> login().withIdentityToken(null)),
                named("registryToken", () -> login().withRegistryToken(null)),
                named("lastOutput", () -> TaskExit.of(1).withLastOutput(null)),
                named("origin", () -> Requester.of(null)),
                named("user", () -> Requester.ENGINE.withUser(null)),
                named("mediaType", () -> Descriptor.of(null, DIGEST, 1)),
                named("digest", () -> Descriptor.of("", null, 1)),
                named("mediaType", () -> blob().withMediaType(null)),
                named("manifest", () -> PluginManifest.of(null, null, null, null, null)),
                named("layers", () -> PluginManifest.of(blob(), b(), blob(), b(), null)),
                named("name", () -> LegacyEndpoint.of(null, ADDRESS, PLACE)),
                named("address", () -> LegacyEndpoint.of("", null, PLACE)),
                named("source", () -> LegacyEndpoint.of("", ADDRESS, null)),
                named("tls", () -> endpoint().withTls(null)),
                named("caFile", () -> Tls.of().withCaFile(null)),
                named("certFile", () -> Tls.of().withCertFile(null)),
                named("keyFile", () -> Tls.of().withKeyFile(null)),
                named("method", () -> PluginRequest.of(null)),
                named("body", () -> call().withBody(null)),
                named("deadline", () -> call().withDeadline(null)),
                named("name", () -> Volume.of(null)),
                named("mountpoint", () -> Volume.of("v").withMountpoint(null)),
                named("createdAt", () -> Volume.of("v").withCreatedAt(null)),
                named("status", () -> Volume.of("v").withStatus(null)),
                named("inPlugin", () -> Mountpoint.of(null)),
                named("onHost", () -> Mountpoint.of("/p").withOnHost(null)),
                named("scope", () -> VolumeCapabilities.of(null)),
                named("text", () -> PluginReference.parse(null)),
                named("newTag", () -> NAME.withTag(null)),
                named("text", () -> Capability.parse(null)),
                named("prefix", () -> new Capability(null, "", "")));
    }

    private static Arguments named(String argument, Executable call) {
        return Arguments.of(argument, call);
    }

    private static byte[] b() {
        return new byte[0];
    }

    @ParameterizedTest
    @MethodSource({"missing", "dev.berth.driver.DriverValues#missing"})
    void namesWhatMustNotBeNull(String argument, Executable call) {
        assertEquals(argument, assertThrows(NullPointerException.class, call).getMessage());
    }

    @Test
    void hasASizeThatCanBe() {
        assertEquals(0, Descriptor.of("", DIGEST, 0).size());
        assertThrows(IllegalArgumentException.class, () -> Descriptor.of("", DIGEST, -1));
    }

    @Test
    void keepsWhatADriverTellsEvenOfNothing() {
        Map<String, Object> told = new HashMap<>();
        told.put("free", null);
        Volume volume = Volume.of("v").withStatus(told);
        told.put("used", 1);
        assertEquals(Optional.empty(), volume.mountpoint());
        assertTrue(volume.status().containsKey("free"));
        assertEquals(1, volume.status().size());
        assertThrows(UnsupportedOperationException.class, () -> volume.status().put("used", 1));
    }

    @Test
    void ofACallSaysWhatItMayDo() {
        PluginRequest ask = PluginRequest.ask("A.B", SECOND);
        assertEquals(call().withDeadline(SECOND).withRepeatable(true), ask);
        byte[] body = {'{', '}'};
        PluginRequest change = PluginRequest.change("A.B", body, SECOND);
        assertEquals(call().withDeadline(SECOND).withBody(body), change);
    }
}
