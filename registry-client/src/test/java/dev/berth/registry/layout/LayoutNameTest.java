package dev.berth.registry.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.registry.layout.LayoutName.Rule;
import dev.berth.registry.manifest.ManifestDocument.Entry;
import dev.berth.spi.Descriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutNameTest {

    private static Entry entry(String name) {
        return new Entry(
                Descriptor.of("", Digest.sha256(name.getBytes()), 1), Optional.empty(), name);
    }

    private static List<String> found(Rule rule, String wanted, String... names) {
        List<Entry> entries = Arrays.stream(names).map(LayoutNameTest::entry).toList();
        return LayoutName.find(entries, PluginReference.parse(wanted), rule).stream()
                .map(Entry::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/vieux/sshfs:1.0, docker.io/vieux/sshfs:1.0",
        "vieux/sshfs, docker.io/vieux/sshfs:latest",
        "sshfs:1.0, docker.io/library/sshfs:1.0",
        "registry.example:5000/a/b, registry.example:5000/a/b:latest"
    })
    void mayBeAReferenceAsPeopleWriteIt(String text, String reference) {
        assertEquals(
                Optional.of(PluginReference.parse(reference)),
                LayoutName.of(entry(text)).reference());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "latest", "sshfs"})
    void mayBeATagAlone(String text) {
        assertEquals(
                new LayoutName(Optional.empty(), Optional.of(text)), LayoutName.of(entry(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Not/A Reference", ":", "a//b", "@"})
    void mayBeNone(String text) {
        assertEquals(
                new LayoutName(Optional.empty(), Optional.empty()), LayoutName.of(entry(text)));
    }

    @Test
    void isTakenWholeBeforeInPart() {
        assertEquals(
                List.of("a/b:1"), found(Rule.WHOLE_OR_PART, "a/b:1", "", "1", "a/b:1", "a/b:2"));
        assertEquals(List.of("1"), found(Rule.WHOLE_OR_PART, "a/b:1", "", "1", "a/b:2"));
        assertEquals(List.of(""), found(Rule.WHOLE_OR_PART, "a/b:1", "", "2", "a/b:2"));
        assertEquals(List.of(), found(Rule.WHOLE_OR_PART, "a/b:1", "2", "a/b:2"));
    }

    @Test
    void isTakenWholeOnlyWhereALayoutStandsForARegistry() {
        assertEquals(List.of("a/b:1"), found(Rule.WHOLE, "a/b:1", "", "1", "a/b:1"));
        assertEquals(List.of(), found(Rule.WHOLE, "a/b:1", "", "1"));
    }
}
