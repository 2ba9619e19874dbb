package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.shell.testing.RecordingManager;
import dev.berth.testing.plugin.PluginFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plugin:lock}, and what {@code --frozen} does by what it wrote. */
class LockCommandTest extends CommandTest {
    private static final Privilege NETWORK = Privilege.of("network", "words", List.of("host"));
    private static final Privilege MOUNT =
            Privilege.of("mount", "words", List.of("/data -> /data (rw, bind)"));

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void install() {
        file = folder.resolve("plugins.lock.json");
        manager.with(
                PluginFixture.of("mine:1")
                        .withSource(PluginReference.parse("r.io/x:1"))
                        .withDigest(RecordingManager.DIGEST));
        manager.wanting(NETWORK, MOUNT);
    }

    @Test
    void writesABlockForEachReferenceInOrder() throws Exception {
        manager.with(PluginFixture.of("made:1"));
        assertEquals(
                """
                not locked: made:1, made of files
                Locked 3 plugins in %s
                """
                        .formatted(file),
                shell.type("plugin:lock " + file));
        String text = Files.readString(file);
        assertTrue(
                text.contains(
                        """
                            "r.io/x:1" : {
                              "digest" : "%s",
                              "privileges" : [
                                {
                                  "name" : "network",
                                  "value" : [
                                    "host"
                                  ]
                                },
                        """
                                .formatted(RecordingManager.DIGEST)),
                text);
        assertTrue(text.indexOf("other:1") < text.indexOf("r.io/x:1"), text);
        assertTrue(text.indexOf("r.io/x:1") < text.indexOf("vieux/sshfs"), text);
        shell.type("plugin:lock " + file);
        assertEquals(text, Files.readString(file));
    }

    @Test
    void refusesOneReferenceWithTwoContents() {
        manager.with(
                PluginFixture.of("again:1")
                        .withSource(PluginReference.parse("r.io/x:1"))
                        .withDigest(Digest.sha256(new byte[] {1})));
        assertTrue(refusal("plugin:lock " + file).contains("r.io/x:1 is installed twice"));
        assertTrue(Files.notExists(file));
    }

    @Test
    void hasAFrozenInstallAskNobody() throws Exception {
        shell.type("plugin:lock " + file);
        // In another order, and in other words: the same rights.
        manager.wanting(Privilege.of("mount", "", MOUNT.value()), NETWORK);
        shell.type("plugin:install --frozen --disable --alias y --lock " + file + " r.io/x:1", "");
        assertEquals(List.of("install r.io/x:1 as y:latest granting 2"), manager.asked());
    }

    @Test
    void hasAFrozenLoadAskNobodyAndTakeNothingElse() throws Exception {
        shell.type("plugin:lock " + file);
        manager.holding("r.io/x:1");
        String load = "plugin:load --frozen --disable --lock " + file;
        shell.type(load, "what came in");
        assertEquals(
                List.of("install r.io/x:1 from what came in as itself granting 2"),
                manager.asked());
        manager.wanting(NETWORK);
        assertRefused(
                load, "plugin r.io/x:1 is not loaded, frozen by plugins.lock.json: it asks for");
    }

    @Test
    void namesTheIndexForHostsOfEachPlatform() throws Exception {
        Digest index = Digest.sha256(new byte[] {2});
        manager.indexed(index);
        manager.with(
                PluginFixture.of("many:1")
                        .withSource(PluginReference.parse("r.io/many:1"))
                        .withIndex(index)
                        .withSignedBy("cosign key keys/p256.pub"));
        shell.type("plugin:lock " + file);
        String text = Files.readString(file);
        assertTrue(text.contains("\"digest\" : \"" + index), text);
        assertTrue(text.contains("\"cosign key keys/p256.pub\""), text);
        // Another platform's manifest, of the same index.
        shell.type("plugin:install --frozen --disable --lock " + file + " r.io/many:1", "");
        assertEquals(List.of("install r.io/many:1 as itself granting 2"), manager.asked());
        assertEquals(Consent.LOCKED, manager.consent());
    }

    @Test
    void hasAFrozenUpgradeAskNobody() throws Exception {
        shell.type("plugin:lock " + file);
        String upgrade = "plugin:upgrade --frozen --lock " + file + " mine:1";
        manager.newlyWanting(NETWORK);
        shell.type(upgrade, "");
        assertEquals(List.of("upgrade mine:1 to r.io/x:1 granting 1"), manager.asked());
        assertEquals(Consent.LOCKED, manager.consent());
        assertRefused(upgrade + " r.io/x:2", "plugin r.io/x:2 is not upgraded, frozen by");
        manager.wanting(NETWORK);
        assertRefused(upgrade, "asks for other privileges");
        assertEquals(1, manager.asked().size());
    }

    @Test
    void boundsWhatIsGrantedUnseen() throws Exception {
        shell.type("plugin:lock " + file);
        String install =
                "plugin:install --grant-all-permissions --disable --lock " + file + " r.io/x:1";
        shell.type(install, "");
        assertEquals(Consent.LOCKED, manager.consent());
        manager.wanting(NETWORK);
        shell.type(install, "");
        assertEquals(Consent.UNASKED, manager.consent());
        manager.wanting(NETWORK, NETWORK);
        String why = refusal(install);
        assertTrue(why.contains("asks for privileges that plugins.lock.json does not have"), why);
        assertTrue(refusal(install.replace("x:1", "x:2")).contains("does not have"));
        manager.wanting();
        shell.type(install.replace("x:1", "x:2"), "");
        assertEquals(3, manager.asked().size());
    }

    @Test
    void hasAFrozenInstallRefuseWhatDiffers() throws Exception {
        String install = "plugin:install --frozen --lock " + file + " r.io/x:1";
        assertTrue(refusal(install).contains("\"plugin:lock\" writes one"));
        shell.type("plugin:lock " + file);
        assertRefused(install.replace("x:1", "x:2"), "is not in it");
        for (List<Privilege> other :
                List.of(
                        List.of(NETWORK),
                        List.of(NETWORK, MOUNT, MOUNT),
                        List.of(NETWORK, Privilege.of("mount", "words", List.of("/"))))) {
            manager.wanting(other.toArray(Privilege[]::new));
            assertRefused(install, "asks for other privileges");
        }
        manager.wanting(NETWORK, MOUNT);
        String digest = RecordingManager.DIGEST.toString();
        String another = Digest.sha256(new byte[] {1}).toString();
        Files.writeString(file, Files.readString(file).replace(digest, another));
        assertRefused(install, "is %s now, and it has %s".formatted(digest, another));
        assertEquals(List.of(), manager.asked());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"version\":1}",
                "{\"version\":2,\"plugins\":{}}",
                "{\"version\":1,\"plugins\":{},\"x\":1}",
                "{\"version\":1,\"plugins\":{},\"plugins\":{}}",
                "{\"version\":1,\"plugins\":{}}{}",
                "{\"version\":1,\"plugins\":{\"r.io/x:1\":{\"digest\":\"sha256:0\",\"privileges\":[]}}}",
                "{\"version\":1,\"plugins\":{\"r.io/x:1\":{\"digest\":\"\"}}}",
                "{\"version\":1,\"plugins\":{\"r.io/x:1\":7}}"
            })
    void readsNothingOfAFileThatIsWrong(String content) throws Exception {
        Files.writeString(file, content);
        String why = refusal("plugin:install --frozen --lock " + file + " r.io/x:1");
        assertTrue(
                why.contains("is no lock file") || why.contains("\"plugin:lock\" writes one"), why);
        assertEquals(List.of(), manager.asked());
    }

    private void assertRefused(String line, String reason) {
        String why = refusal(line);
        assertTrue(why.contains(reason), why);
        assertTrue(why.contains("renew the file with \"plugin:lock\""), why);
    }
}
