package dev.berth.registry.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {
    private static String read(String body, Map<String, List<String>> headers) throws Exception {
        return ErrorBody.read(
                new RegistryResponse(
                        403,
                        URI.create("https://a.example/"),
                        HttpHeaders.of(headers, (name, value) -> true),
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"m\"}]};m (DENIED)",
                "{\"errors\":[{\"code\":\"DENIED\",\"detail\":{\"x\":1}}]};DENIED",
                "{\"errors\":[{\"status\":403,\"message\":\"m\"}]};m",
                "{\"errors\":[\"m\"]};m",
                "{\"errors\":{\"message\":\"m\"}};m",
                "{\"error\":\"m\"};m",
                "{\"error\":{\"code\":403,\"message\":\"m\"}};m (403)",
                "{\"error\":\"invalid_grant\",\"error_description\":\"m\"};m (invalid_grant)",
                "{\"message\":\"m\"};m",
                "{\"Message\":\"m\"};m",
                "{\"detail\":\"m\"};m",
                "{\"details\":\"m\"};m",
                "{\"error_message\":\"m\"};m",
                "\"m\";m",
                "{\"x\":1};{\"x\":1}",
                "[];[]",
                "{\"errors\":[{;{\"errors\":[{",
                "<?xml version='1.0'?><Error><Code>C</Code><Message>m</Message></Error>;m (C)",
                "<!DOCTYPE html><p>x;an HTML page, so perhaps this is no registry"
            })
    void isReadWithoutAContentType(String body, String words) throws Exception {
        assertEquals(words, read(body, Map.of()));
    }

    @Test
    void isJsonWhateverItsTypeSays() throws Exception {
        assertEquals(
                "m", read("{\"message\":\"m\"}", Map.of("Content-Type", List.of("text/plain"))));
    }

    @Test
    void isCutToOneLine() throws Exception {
        assertEquals("a b \\u001b[2J", read("a\nb\r\n\u001b[2J\n", Map.of()));
        assertEquals(301, read("x".repeat(1 << 17), Map.of()).length());
    }
}
