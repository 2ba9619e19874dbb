package dev.berth.registry.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    @Test
    void hasASchemeAndParameters() {
        assertEquals(
                List.of(
                        new Challenge(
                                "bearer",
                                Map.of(
                                        "realm", "https://a.example/t?x=1,2",
                                        "service", "s \"q\"",
                                        "scope", "repository:a/b:pull,push"))),
                Challenge.parse(
                        List.of(
                                "Bearer realm=\"https://a.example/t?x=1,2\", Service=\"s"
                                        + " \\\"q\\\"\",scope=\"repository:a/b:pull,push\"")));
    }

    @Test
    void maybeOneOfSeveral() {
        List<Challenge> several =
                List.of(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("basic", Map.of("realm", "x")),
                        new Challenge("bearer", Map.of("realm", "y")));

        assertEquals(
                several,
                Challenge.parse(List.of("Negotiate, Basic realm=x", "BEARER realm=\"y\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",,,", "=", "\"", "realm=\"x\"", "é"})
    void isNothingWhenItIsMalformed(String header) {
        assertEquals(List.of(), Challenge.parse(List.of(header)));
    }

    @Test
    void takesNoLongTimeToRead() {
        String evil = "Bearer " + "a=\"\\\\".repeat(50_000);

        assertTimeout(Duration.ofSeconds(5), () -> Challenge.parse(List.of(evil)));
    }

    @Test
    void mayHaveAToken68InsteadOfParameters() {
        assertEquals(
                List.of(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("bearer", Map.of("realm", "y")),
                        new Challenge("ntlm", Map.of()),
                        new Challenge("basic", Map.of("realm", "x"))),
                Challenge.parse(
                        List.of(
                                "Negotiate abc==, Bearer realm=\"y\", NTLM TlRM+/a=,"
                                        + " Basic realm=x")));
    }
}
