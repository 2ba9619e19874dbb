package dev.berth.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.settings.SettingOverrides;
import dev.berth.spi.Descriptor;
import dev.berth.testing.ForkedJvm;
import dev.berth.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What was committed survives SIGKILL at any moment, and what was not leaves nothing. The engine
 * that is killed says what it is about to do, and what it has done, on its standard output.
 */
class AKilledEngineTest extends PluginStoreFixture {
    private static final int ROUNDS = 12;

    /** The number of a plugin, to the count of changes it has seen; what must be there. */
    private final Map<Integer, Integer> committed = new HashMap<>();

    private String underWay = "";

    @Test
    void losesNothingThatWasCommittedAndKeepsNothingHalfDone() throws Exception {
        Random random = new Random(20261101);
        int changes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ForkedJvm engine = ForkedJvm.start(Changer.class, root().toString());
            int lines = 1 + random.nextInt(25);
            for (String line = engine.line(); line != null; line = engine.line()) {
                understand(line);
                changes++;
                if (--lines == 0) {
                    // A part of a change later, at no moment that the engine could choose.
                    long until = System.nanoTime() + random.nextInt(3_000_000);
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    engine.kill();
                }
            }
            requireExactly();
        }
        assertTrue(changes > ROUNDS * 5, changes + " lines");
    }

    private void understand(String line) {
        String[] words = line.split(" ");
        if (words[0].equals("begin")) {
            underWay = line;
            return;
        }
        assertEquals("done", words[0], line);
        apply(words);
        underWay = "";
    }

    private void apply(String[] words) {
        int number = Integer.parseInt(words[2]);
        if (words[1].equals("remove")) {
            committed.remove(number);
        } else {
            committed.put(number, Integer.parseInt(words[3]));
        }
    }

    /** What was under way may have come about whole, or not at all. */
    private void requireExactly() throws Exception {
        Map<Integer, Integer> found = new HashMap<>();
        Set<String> needed = new HashSet<>();
        for (StoredPlugin plugin : open()) {
            PluginDocument document = plugin.document();
            int number = Integer.parseInt(document.name().substring(1).split(":")[0]);
            int count = Integer.parseInt(document.settings().env().getOrDefault("COUNT", "0"));
            found.put(number, count);
            document.digests().forEach(digest -> needed.add(digest.hex()));
            assertEquals("of " + number, Files.readString(store.rootfs(document).resolve("file")));
        }
        if (!found.equals(committed) && !underWay.isEmpty()) {
            apply(underWay.split(" "));
        }
        assertEquals(committed, found, underWay);
        committed.clear();
        committed.putAll(found);
        underWay = "";
        assertFalse(Files.exists(root().resolve("damaged")), log.lines().toString());
        assertEquals(List.of(), files("tmp"));
        assertEquals(needed, Set.copyOf(files("content/blobs/sha256")), "no other content");
        store.close();
        store = null;
    }

    /** Installs, changes, upgrades and removes plugins for as long as it lives. */
    public static final class Changer extends PluginStoreFixture {
        private final Random random = new Random();
        private final Map<Integer, PluginDocument> here = new HashMap<>();
        private int next;

        public static void main(String[] arguments) throws Exception {
            new Changer().run(Path.of(arguments[0]));
        }

        private void run(Path root) throws Exception {
            store =
                    PluginStore.open(
                            root, () -> PluginStoreFixture.LIMITS, new RecordingLog().logger());
            for (StoredPlugin plugin : store.load()) {
                int number = Integer.parseInt(plugin.document().name().substring(1).split(":")[0]);
                here.put(number, plugin.document());
                next = Math.max(next, number + 1);
            }
            while (true) {
                List<Integer> numbers = List.copyOf(here.keySet());
                int kind = numbers.isEmpty() ? 0 : random.nextInt(4);
                int number = kind == 0 ? next++ : numbers.get(random.nextInt(numbers.size()));
                change(kind, number);
            }
        }

        private void change(int kind, int number) throws Exception {
            switch (kind) {
                case 0 -> {
                    say("begin install " + number + " 0");
                    here.put(number, add(store, number, "shared", "layer of " + number));
                    say("done install " + number + " 0");
                }
                case 1 -> {
                    say("begin remove " + number);
                    store.remove(here.remove(number));
                    say("done remove " + number);
                }
                case 2 -> {
                    PluginDocument after = counted(here.get(number));
                    say("begin save " + number + " " + count(after));
                    store.save(after);
                    here.put(number, after);
                    say("done save " + number + " " + count(after));
                }
                default -> upgrade(number);
            }
        }

        private void upgrade(int number) throws Exception {
            PluginDocument before = here.get(number);
            PluginDocument after = upgraded(counted(before));
            say("begin upgrade " + number + " " + count(after));
            store.blobs().hold(after.version().digests());
            put(store, after.layers().get(0), "version " + count(after) + " of " + number);
            try (StagedRootfs staging = store.stage(after.id())) {
                Files.writeString(staging.rootfs().resolve("file"), "of " + number);
                store.prepare(staging, after);
                store.replace(before, after, staging);
            }
            here.put(number, after);
            say("done upgrade " + number + " " + count(after));
        }

        private static PluginDocument upgraded(PluginDocument document) {
            int number = Integer.parseInt(document.name().substring(1).split(":")[0]);
            Descriptor layer = descriptor("version " + count(document) + " of " + number);
            StoredVersion next =
                    new StoredVersion(
                            "rootfs-" + (count(document) + 1),
                            null,
                            null,
                            document.manifest(),
                            document.config(),
                            List.of(layer),
                            AttachedDocuments.NONE);
            // Every second upgrade keeps what it replaces.
            int kept = count(document) % 2;
            return document.withVersions(next, document.versions().subList(0, kept))
                    .withWanted(false)
                    .withLimits(1, 1);
        }

        private static PluginDocument counted(PluginDocument document) {
            Map<String, String> count = Map.of("COUNT", Integer.toString(count(document) + 1));
            return document.withSettings(
                    new SettingOverrides(count, null, Map.of(), Map.of(), Map.of()));
        }

        private static int count(PluginDocument document) {
            return Integer.parseInt(document.settings().env().getOrDefault("COUNT", "0"));
        }

        private static void say(String line) throws IOException {
            System.out.println(line);
            System.out.flush();
        }
    }
}
