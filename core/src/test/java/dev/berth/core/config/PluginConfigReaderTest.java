package dev.berth.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.testing.DocumentReaderContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginConfigReaderTest {
    private static final String EVERYTHING =
            """
            {"description":"d","documentation":"http://x","entrypoint":["/run","-v"],
             "workdir":"/w","user":{"uid":1000,"gid":4294967295},"network":{"type":"host"},
             "interface":{"types":["docker.volumedriver/1.0","nonsense"],"socket":"s.sock",
               "protocolScheme":"moby.plugins.http/v1"},
             "ipchost":true,"pidhost":true,"propagatedMount":"/data",
             "mounts":[{"name":"m","description":"md","settable":["source"],"source":"/src",
               "destination":"/dst","type":"bind","options":["rbind","ro"]}],
             "linux":{"capabilities":["CAP_SYS_ADMIN"],"allowAllDevices":true,
               "devices":[{"name":"fuse","description":"dd","settable":["path"],
                 "path":"/dev/fuse"}]},
             "env":[{"name":"A","description":"ed","settable":["value"],"value":"1"}],
             "args":{"name":"args","description":"ad","settable":["value"],"value":["a","b"]},
             "rootfs":{"type":"layers","diff_ids":["sha256:abc"]},"future":{"x":[1]}}
            """;

    @Test
    void hasEveryFieldOfTheSchema() {
        PluginConfig config = read(EVERYTHING);
        everything(config);
        assertEquals(EVERYTHING, config.document(), "unknown fields live on");
    }

    @Test
    void isReadWhateverTheCaseOfItsKeys() {
        String shouted =
                java.util.regex.Pattern.compile("\"[A-Za-z_]+\":")
                        .matcher(EVERYTHING)
                        .replaceAll(key -> key.group().toUpperCase());
        everything(read(shouted));
        assertEquals("/p", read("{\"PropagatedMount\":\"/p\"}").propagatedMount());
        assertEquals("/p", read("{\"propagatedmount\":\"/p\"}").propagatedMount());
    }

    private static void everything(PluginConfig config) {
        assertEquals("d", config.description());
        assertEquals("http://x", config.documentation());
        assertEquals(List.of("/run", "-v"), config.entrypoint());
        assertEquals("/w", config.workdir());
        assertEquals(new ParsedUser(1000, 4294967295L), config.user());
        assertEquals("host", config.network().type());
        assertEquals(
                new ParsedInterface(
                        List.of("docker.volumedriver/1.0", "nonsense"),
                        "s.sock",
                        "moby.plugins.http/v1"),
                config.iface());
        assertEquals(
                List.of(Capability.VOLUME_DRIVER),
                config.capabilities(),
                "what is no capability is left out");
        assertTrue(config.ipcHost() && config.pidHost());
        assertEquals("/data", config.propagatedMount());
        assertEquals(
                List.of(
                        new ParsedMount(
                                "m",
                                "md",
                                List.of("source"),
                                Optional.of("/src"),
                                "/dst",
                                "bind",
                                List.of("rbind", "ro"))),
                config.mounts());
        PluginConfig.Device fuse =
                new ParsedDevice("fuse", "dd", List.of("path"), Optional.of("/dev/fuse"));
        assertEquals(
                new ParsedLinux(List.of("CAP_SYS_ADMIN"), true, List.of(fuse)), config.linux());
        assertEquals(
                List.of(new ParsedEnv("A", "ed", List.of("value"), Optional.of("1"))),
                config.env());
        assertEquals(
                new ParsedArgs("args", "ad", List.of("value"), List.of("a", "b")), config.args());
        assertEquals(new ParsedRootFs("layers", List.of("sha256:abc")), config.rootfs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                " {} \n",
                "{\"interface\":null,\"mounts\":null,\"linux\":null}",
                "{\"env\":[],\"args\":{},\"user\":{},\"entrypoint\":[],\"ipchost\":null}"
            })
    void mayBeEmpty(String text) {
        PluginConfig config = read(text);
        assertEquals("", config.description() + config.workdir() + config.propagatedMount());
        assertEquals(List.of(), config.entrypoint());
        assertEquals(List.of(), config.mounts());
        assertEquals(List.of(), config.capabilities());
        assertEquals(new ParsedUser(0, 0), config.user());
    }

    @Test
    void tellsMissingAndEmptyValuesApart() {
        PluginConfig config =
                read(
                        """
                        {"env":[{"name":"A"},{"name":"B","value":null},{"name":"C","value":""}],
                         "mounts":[{},{"source":null},{"source":""}],
                         "linux":{"devices":[{},{"path":null},{"path":""}]}}
                        """);
        Optional<String> none = Optional.empty();
        List<Optional<String>> expected = List.of(none, none, Optional.of(""));
        assertEquals(expected, config.env().stream().map(PluginConfig.Env::value).toList());
        assertEquals(expected, config.mounts().stream().map(PluginConfig.Mount::source).toList());
        assertEquals(
                expected,
                config.linux().devices().stream().map(PluginConfig.Device::path).toList());
    }

    @Test
    void takesTheLastOfSeveralKeys() {
        assertEquals("2", read("{\"description\":\"1\",\"Description\":\"2\"}").description());
        assertEquals("2", read("{\"workdir\":\"1\",\"workdir\":\"2\"}").workdir());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"description\":1}|description must be a string, not the number 1",
                "{\"entrypoint\":\"/x\"}|entrypoint must be a list, not a string",
                "{\"entrypoint\":[1]}|entrypoint[0] must be a string, not the number 1",
                "{\"interface\":[]}|interface must be an object, not a list",
                "{\"interface\":{\"types\":[true]}}|interface.types[0] must be a string, not true",
                "{\"interface\":{\"types\":[{}]}}|interface.types[0] must be a string, not an"
                        + " object",
                "{\"ipchost\":\"true\"}|ipcHost must be true or false, not a string",
                "{\"user\":{\"uid\":-1}}|user.uid must be a number from 0 to 4294967295",
                "{\"user\":{\"gid\":4294967296}}|user.gid must be a number from 0 to 4294967295",
                "{\"user\":{\"uid\":1.5}}|user.uid must be a number from 0 to 4294967295",
                "{\"user\":{\"uid\":99999999999999999999}}|user.uid must be a number",
                "{\"mounts\":[{},{\"options\":{}}]}|mounts[1].options must be a list, not an"
                        + " object",
                "{\"mounts\":[7]}|mounts[0] must be an object, not the number 7",
                "{\"linux\":{\"devices\":[{\"path\":[]}]}}|linux.devices[0].path must be a string",
                "{\"env\":{\"A\":\"1\"}}|env must be a list, not an object",
                "{\"args\":{\"value\":\"a\"}}|args.value must be a list, not a string",
                "{\"rootfs\":{\"diff_ids\":7}}|rootfs.diff_ids must be a list, not the number 7",
                "{\"workdir\":\"a\\u0000b\"}|workdir must be a string without NUL characters",
                "[]|it is not a JSON object",
                "7|it is not a JSON object",
                "``|unexpected end of JSON input",
                "{|it is not JSON",
                "{} {}|it is not JSON",
                "{nonsense}|it is not JSON",
                "<html>|it is not JSON",
            })
    void isRefusedWithThePlaceAndTheReason(String text, String reason) {
        String refusal = refusal(text.getBytes(StandardCharsets.UTF_8));
        assertTrue(refusal.startsWith("failed to parse config: "), refusal);
        assertTrue(refusal.contains(reason), refusal);
    }

    @Test
    void isRefusedWhenItIsNoText() {
        refusal(new byte[] {0, 1, 2, 3});
        refusal("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        refusal(("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesBytesThatAreNoCharactersAsGoDoes() {
        byte[] latin1 =
                "{\"description\":\"caf\u00e9 \u00e2\u0082!\",\"mounts\":[{\"source\":\"/\u00e9\"}]}"
                        .getBytes(StandardCharsets.ISO_8859_1);
        PluginConfig config = PluginConfigReader.read(latin1);
        assertEquals("caf\ufffd \ufffd\ufffd!", config.description());
        assertEquals("/\ufffd", config.mounts().get(0).source().orElseThrow());
        assertTrue(config.document().contains("\"/\ufffd\""), config.document());
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(InvalidPluginException.class, () -> PluginConfigReader.read(bytes))
                .getMessage();
    }

    private static PluginConfig read(String text) {
        return PluginConfigReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsEachMistakeInWordsForUsers() throws Exception {
        DocumentReaderContract.assertKept(
                EVERYTHING, InvalidPluginException.class, PluginConfigReader::read);
    }
}
