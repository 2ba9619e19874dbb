package dev.berth.policy.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Requester;
import dev.berth.spi.Admission;
import dev.berth.spi.Descriptor;
import dev.berth.spi.Referrer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {
    @TempDir Path folder;

    @Test
    void keepsOneFullFileAndNoMore() throws Exception {
        DecisionLog log = log(1);
        for (int i = 0; i < 3; i++) {
            log.append(decision("no " + i));
        }
        assertTrue(line("decisions.log").contains("no 2"));
        assertTrue(line("decisions.log.1").contains("no 1"));
        assertEquals(2, folder.toFile().list().length);
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("decisions.log")));
    }

    @Test
    void hasOneLineOfAsciiWhateverAnAuthorWrites() throws Exception {
        log(1000).append(decision("a\nb\u001b[2J\u202e\u0085\u2028"));
        String line = line("decisions.log");
        assertTrue(line.matches("[ -~]+"), line);
        assertTrue(line.contains("a\\nb\\u001B[2J\\u202E\\u0085\\u2028"), line);
    }

    @Test
    void saysWhoAskedForIt() throws Exception {
        log(1000).append(decision("no"));
        JsonNode line = new ObjectMapper().readTree(line("decisions.log"));
        assertEquals("engine API", line.get("requester").textValue());
        assertEquals("ada", line.get("user").textValue());
        assertEquals(1000, line.get("uid").intValue());
        assertEquals(77, line.get("pid").intValue());
        assertEquals("LOCKED", line.get("consent").textValue());
    }

    @Test
    void keepsTheLinesOfManyAtOnceApart() throws Exception {
        DecisionLog log = log(1 << 20);
        Callable<Void> appending =
                () -> {
                    for (int i = 0; i < 50; i++) {
                        log.append(decision("no"));
                    }
                    return null;
                };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> one : threads.invokeAll(Collections.nCopies(4, appending))) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        List<String> lines = Files.readAllLines(folder.resolve("decisions.log"));
        assertEquals(200, lines.size());
        assertEquals(1, Set.copyOf(lines).size());
    }

    @Test
    void makesItsFolder() throws Exception {
        Path file = folder.resolve("a/decisions.log");
        new DecisionLog(file, 1000, () -> Instant.EPOCH).append(decision("no"));
        assertEquals(1, Files.readAllLines(file).size());
    }

    @Test
    void followsNoLink() throws Exception {
        Path target = folder.resolve("target");
        Files.createSymbolicLink(folder.resolve("decisions.log"), target);
        assertThrows(IOException.class, () -> log(1000).append(decision("no")));
        assertFalse(Files.exists(target));
    }

    private DecisionLog log(long limit) {
        return new DecisionLog(folder.resolve("decisions.log"), limit, () -> Instant.EPOCH);
    }

    private String line(String name) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name));
        assertEquals(1, lines.size());
        return lines.get(0);
    }

    private static Decision decision(String refusal) {
        return new Decision(new Start(), false, "default", List.of(), Optional.of(refusal));
    }

    /** A start of some plugin. */
    private record Start() implements Admission {
        @Override
        public Action action() {
            return Action.START;
        }

        @Override
        public Source source() {
            return Source.STORE;
        }

        @Override
        public Optional<Consent> consent() {
            return Optional.of(Consent.LOCKED);
        }

        @Override
        public Requester requester() {
            return Requester.of("engine API").withUser("ada").withUserId(1000).withProcessId(77);
        }

        @Override
        public PluginReference name() {
            return PluginReference.parse("x:1");
        }

        @Override
        public PluginReference reference() {
            return name();
        }

        @Override
        public Digest digest() {
            return Digest.sha256(new byte[0]);
        }

        @Override
        public List<Descriptor> manifests() {
            return List.of();
        }

        @Override
        public PluginConfig config() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Privilege> privileges() {
            return List.of();
        }

        @Override
        public List<Referrer> referrers(Digest subject) {
            return List.of();
        }

        @Override
        public InputStream open(Descriptor blob) {
            throw new UnsupportedOperationException();
        }
    }
}
