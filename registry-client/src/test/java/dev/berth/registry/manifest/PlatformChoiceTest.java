package dev.berth.registry.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.registry.manifest.ManifestDocument.Entry;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.spi.Descriptor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformChoiceTest {

    private static Index index(String... platforms) {
        return new Index(
                Arrays.stream(platforms)
                        .map(
                                one ->
                                        new Entry(
                                                Descriptor.of(
                                                        MediaTypes.OCI_MANIFEST, digest(one), 1),
                                                one.equals("-")
                                                        ? Optional.empty()
                                                        : Optional.of(Platform.parse(one)),
                                                ""))
                        .toList());
    }

    private static String choice(String here, String... offered) throws ManifestException {
        Digest chosen =
                new PlatformChoice(Platform.parse(here)).of(index(offered)).manifest().digest();
        return Arrays.stream(offered)
                .filter(one -> digest(one).equals(chosen))
                .findFirst()
                .orElseThrow();
    }

    private static Digest digest(String of) {
        return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64,    linux/386 linux/amd64/v1 windows/amd64, linux/amd64/v1",
        "linux/amd64,    linux/arm64 linux/amd64 linux/amd64/v3, linux/amd64",
        "linux/amd64/v3, linux/amd64 linux/amd64/v3,             linux/amd64/v3",
        "linux/amd64,    linux/386 linux/arm64,                  linux/386",
        "linux/arm64,    linux/arm/v7 linux/arm64/v8,            linux/arm64/v8",
        "linux/arm64,    linux/arm/v6 linux/arm/v7,              linux/arm/v7",
        "linux/arm/v6,   linux/arm/v7 linux/arm/v5 linux/arm/v6, linux/arm/v6",
        "linux/arm,      linux/arm/v5 linux/arm,                 linux/arm",
        "linux/riscv64,  linux/amd64 linux/riscv64,              linux/riscv64",
        "linux/amd64,    linux/amd64 -,                          linux/amd64",
        "linux/amd64,    linux/arm64 -,                          -"
    })
    void takesWhatRunsBest(String here, String offered, String taken) throws Exception {
        assertEquals(taken, choice(here, offered.split(" ")));
    }

    @Test
    void listsWhatThereIsWhenNothingFits() {
        ManifestException error =
                assertThrows(
                        ManifestException.class,
                        () -> choice("linux/arm/v6", "linux/arm/v5x", "linux/amd64", "linux/arm"));

        assertEquals(
                "is not there for linux/arm/v6, only for linux/arm/v5x, linux/amd64, linux/arm",
                error.getMessage());
    }

    @Test
    void passesOverWhatIsNoManifest() {
        Index index =
                new Index(
                        List.of(
                                new Entry(
                                        Descriptor.of("text/plain", digest("d"), 1),
                                        Optional.of(Platform.parse("linux/amd64")),
                                        "")));

        assertThrows(
                ManifestException.class,
                () -> new PlatformChoice(Platform.parse("linux/amd64")).of(index));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "linux/", "/amd64", "linux/arm/v7/x", "linux//v7"})
    void platformIsNotAnyText(String text) {
        assertThrows(IllegalArgumentException.class, () -> Platform.parse(text));
    }

    @Test
    void platformOfThisMachineIsKnown() {
        assertTrue(Platform.host().toString().matches("linux/[a-z0-9_]+"));
    }
}
