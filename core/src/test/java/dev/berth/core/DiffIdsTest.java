package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.InvalidPluginException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers are those that the config names. */
class DiffIdsTest {
    private static final Digest ONE = digest("one");
    private static final Digest TWO = digest("two");

    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void mayBeNamedAsTheyAreStored() throws Exception {
        host.runtime.diffId = layer -> digest("uncompressed " + layer.digest());
        install(naming(ONE, TWO));
    }

    @Test
    void mayBeNamedAsTheyAreWhenUncompressed() throws Exception {
        host.runtime.diffId = layer -> digest("uncompressed " + layer.digest());
        install(naming(digest("uncompressed " + ONE), digest("uncompressed " + TWO)));
    }

    @Test
    void areRefusedBeforeTheDownloadWhenNothingCanBeComparedWithThem() {
        String config = "{\"rootfs\":{\"diff_ids\":[\"sha512:%s\"]}}".formatted("a".repeat(128));
        host.registry.add("x", config, "one");
        InvalidPluginException refusal =
                assertThrows(
                        InvalidPluginException.class,
                        () ->
                                host.manager
                                        .install(ManagerHost.request("x"), ProgressListener.NONE)
                                        .await());
        assertTrue(refusal.getMessage().contains("in its diff_ids"), refusal.getMessage());
        assertEquals(List.of(), host.registry.opened);
    }

    @Test
    void mayGoWithoutNames() throws Exception {
        for (String rootfs : List.of("null", "{}", "{\"diff_ids\":null}", "{\"diff_ids\":[]}")) {
            install("{\"rootfs\":" + rootfs + "}");
            host.manager.remove("x", false).await();
        }
    }

    @Test
    void areAllNamedOrNone() throws Exception {
        assertEquals(
                "the config of x:latest names 1 layers in its diff_ids, its manifest has 2",
                refusal(naming(ONE)).getMessage());
        assertThrows(
                InvalidPluginException.class,
                () -> host.manager.privileges(ManagerHost.request("x")).await(),
                "nobody is asked to consent to what cannot be installed");
        refusal(naming(ONE, TWO, TWO));
        assertEquals(List.of(), host.registry.opened, "nothing was fetched");
    }

    @Test
    void areNotInstalledWhenOneIsNotTheOneThatIsNamed() throws Exception {
        host.runtime.diffId = layer -> digest("uncompressed " + layer.digest());
        Digest other = digest("other");
        assertEquals(
                "layer 2 of x:latest is not the one that its config names: diff_ids has "
                        + other
                        + ", the layer is "
                        + TWO
                        + ", uncompressed "
                        + digest("uncompressed " + TWO),
                refusal(naming(ONE, other)).getMessage());
        refusal(naming(TWO, ONE));
        refusal(naming(ONE.toString(), ""));
    }

    @Test
    void areTextsInAList() throws Exception {
        refusal("{\"rootfs\":{\"diff_ids\":{}}}");
        refusal("{\"rootfs\":{\"diff_ids\":[1,2]}}");
        refusal("{\"rootfs\":\"x\"}");
    }

    @Test
    void leaveThePluginAsItWasWhenAnUpgradeBringsTheWrongOnes() throws Exception {
        install(naming(ONE, TWO));
        Plugin before = host.manager.find("x");
        host.registry.add("x:2", naming(TWO, ONE), "one", "two");
        InstallRequest request = InstallRequest.of(PluginReference.parse("x:2"));
        assertThrows(
                InvalidPluginException.class,
                () -> host.manager.upgrade("x", request, ProgressListener.NONE).await());
        assertEquals(before, host.manager.find("x"));
        assertEquals(4, host.blobs().size());
        assertEquals(List.of(), host.tree("tmp"));
    }

    private void install(String config) throws Exception {
        host.registry.add("x", config, "one", "two");
        host.manager.install(ManagerHost.request("x"), ProgressListener.NONE).await();
    }

    private InvalidPluginException refusal(String config) throws Exception {
        InvalidPluginException refusal =
                assertThrows(InvalidPluginException.class, () -> install(config));
        assertEquals(List.of(), host.manager.list());
        assertEquals(List.of(), host.blobs());
        assertEquals(List.of(), host.tree("tmp"));
        assertEquals(List.of(), host.tree("plugins"));
        return refusal;
    }

    private static String naming(Object... digests) {
        return Stream.of(digests)
                .map(digest -> "\"" + digest + "\"")
                .collect(Collectors.joining(",", "{\"rootfs\":{\"diff_ids\":[", "]}}"));
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
