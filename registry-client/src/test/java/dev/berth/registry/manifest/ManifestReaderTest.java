package dev.berth.registry.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.manifest.ManifestDocument.Image;
import dev.berth.registry.manifest.ManifestDocument.Index;
import dev.berth.shared.oci.MediaTypes;
import dev.berth.testing.DocumentReaderContract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String BLOB = blob("x/y", DIGEST, "7");

    private final ManifestReader reader =
            new ManifestReader(new DocumentLimits(1 << 22, 1 << 22, 3, 10, 1000));

    private static String blob(String type, String digest, String size) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%s}".formatted(type, digest, size);
    }

    private static String image(String more, String... layers) {
        return "{\"schemaVersion\":2,%s\"config\":%s,\"layers\":[%s]}"
                .formatted(more, BLOB, String.join(",", layers));
    }

    private ManifestDocument read(String json, String type) throws ManifestException {
        return reader.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private ManifestException refusal(String json) {
        return assertThrows(ManifestException.class, () -> read(json, ""));
    }

    private void assertRefused(Reason reason, String words, String json) {
        ManifestException refusal = refusal(json);
        assertEquals(reason, refusal.reason());
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "Config", "CONFIG", "layers", "Layers", "SchemaVersion"})
    void hasNoFieldTwiceInAnyCase(String field) {
        String second = "\"" + field + "\":" + BLOB + ",";
        assertRefused(Reason.CORRUPT, "twice", image(second, BLOB));
        assertRefused(
                Reason.CORRUPT,
                "twice",
                image("", BLOB.replace("\"size\"", "\"Digest\":\"x\",\"size\"")));
    }

    @Test
    void mayHaveAnnotationsThatDifferInCase() throws Exception {
        read(image("\"annotations\":{\"a\":\"1\",\"A\":\"2\"},", BLOB), MediaTypes.OCI_MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void isInUtf8(String charset) throws Exception {
        byte[] other = image("", BLOB).getBytes(charset);
        ManifestException refusal =
                assertThrows(
                        ManifestException.class, () -> reader.read(other, MediaTypes.OCI_MANIFEST));
        assertTrue(
                refusal.getMessage().contains("JSON in UTF-8 is expected"), refusal.getMessage());
    }

    @Test
    void hasNoByteOrderMark() {
        assertRefused(Reason.CORRUPT, "byte order mark", "\ufeff" + image("", BLOB));
    }

    @Test
    void hasAConfigAndLayersInOrder() throws Exception {
        String first = blob("a", DIGEST, "1");
        String second = blob("b", DIGEST, "9223372036854775807");

        Image image =
                assertInstanceOf(
                        Image.class, read(image("", first, second), MediaTypes.DOCKER_MANIFEST));

        assertEquals("x/y", image.config().mediaType());
        assertEquals("a", image.layers().get(0).mediaType());
        assertEquals(Long.MAX_VALUE, image.layers().get(1).size());
        assertEquals(MediaTypes.DOCKER_MANIFEST, image.mediaType());
    }

    @Test
    void isTakenForWhatItSaysWhenTheRegistryDoesNot() throws Exception {
        String own = "\"mediaType\":\"" + MediaTypes.DOCKER_MANIFEST + "\",";

        Image image = (Image) read(image(own), "application/json");

        assertEquals(MediaTypes.DOCKER_MANIFEST, image.mediaType());
    }

    @Test
    void isTakenForOciWhenNobodySays() throws Exception {
        assertEquals(MediaTypes.OCI_MANIFEST, ((Image) read(image(""), "")).mediaType());
        assertInstanceOf(Index.class, read("{\"manifests\":[]}", ""));
    }

    @Test
    void isNotTwoThingsAtOnce() {
        assertRefused(
                Reason.CORRUPT,
                "an index and an image at once",
                "{\"layers\":[],\"manifests\":[],\"config\":" + BLOB + "}");
    }

    @Test
    void isNotAnotherThingThanItCameAs() {
        String own = "\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",";

        ManifestException refusal =
                assertThrows(
                        ManifestException.class,
                        () -> read(image(own), MediaTypes.DOCKER_MANIFEST));

        assertEquals(Reason.CORRUPT, refusal.reason());
    }

    @Test
    void isNotOfTheFormOfAnotherKind() {
        assertThrows(ManifestException.class, () -> read(image(""), MediaTypes.OCI_INDEX));
        assertThrows(
                ManifestException.class, () -> read("{\"manifests\":[]}", MediaTypes.OCI_MANIFEST));
    }

    @Test
    void hasNoForeignLayers() {
        String foreign = BLOB.replace("}", ",\"urls\":[\"https://evil.example/\"]}");

        assertRefused(Reason.UNSUPPORTED, "foreign", image("", foreign));
    }

    @Test
    void hasNotMoreLayersThanAllowed() {
        assertRefused(Reason.CORRUPT, "more than 3", image("", BLOB, BLOB, BLOB, BLOB));
    }

    @Test
    void hasNotAMillionLayers() {
        String million = (BLOB + ",").repeat(1_000_000) + BLOB;

        assertRefused(Reason.CORRUPT, "more than 1000 parts", image("", million));
    }

    @Test
    void isNotNestedDeep() {
        assertRefused(
                Reason.CORRUPT,
                "nested deeper than 10",
                "{\"x\":" + "[".repeat(500) + "]".repeat(500) + "}");
    }

    @Test
    void namesNothingTwice() {
        assertRefused(Reason.CORRUPT, "proper JSON", "{\"layers\":[],\"layers\":[],\"config\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "7",
                "{}",
                "{\"layers\":null,\"config\":null}",
                "{\"layers\":{},\"config\":{}}",
                "{\"layers\":[null],\"config\":{}}",
                "{\"layers\":[],\"config\":{}} x",
                "{\"layers\":[]",
                "{\"manifests\":[null]}",
                "{\"manifests\":[{}]}"
            })
    void isNotAnythingElse(String json) {
        assertEquals(Reason.CORRUPT, refusal(json).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"7\"", "null", "9223372036854775808", "1e3"})
    void hasNoPartOfAnOddSize(String size) {
        assertEquals(Reason.CORRUPT, refusal(image("", blob("x", DIGEST, size))).reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                "sha256:../../etc/passwd",
                "md5:0123456789abcdef0123456789abcdef",
                "SHA256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void hasNoPartOfAnOddDigest(String digest) {
        assertEquals(Reason.CORRUPT, refusal(image("", blob("x", digest, "1"))).reason());
    }

    @Test
    void isNotOfTheOldSchema() {
        assertRefused(
                Reason.UNSUPPORTED,
                "old manifest schema 1",
                "{\"schemaVersion\":1,\"mediaType\":\""
                        + "application/vnd.docker.distribution.manifest.v1+prettyjws\"}");
    }

    @Test
    void isNotOfAKindThatIsNotKnown() {
        assertRefused(Reason.UNSUPPORTED, "\"a/b\"", image("\"mediaType\":\"a/b\","));
    }

    @Test
    void tellsEachMistakeInWordsForUsers() throws Exception {
        DocumentReaderContract.assertKept(
                image("\"mediaType\":\"%s\",".formatted(MediaTypes.OCI_MANIFEST), BLOB),
                ManifestException.class,
                document -> reader.read(document, ""));
        DocumentReaderContract.assertKept(
                "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"%s\",\"size\":7,"
                                .formatted(DIGEST)
                        + "\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"},"
                        + "\"annotations\":{\"org.opencontainers.image.ref.name\":\"a\"}}]}",
                ManifestException.class,
                document -> reader.read(document, ""));
    }
}
