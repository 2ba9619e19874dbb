package dev.berth.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("plugin:install", "plugin:ls", "plugin:rm");

    @ParameterizedTest
    @CsvSource({
        "plugin:instal, plugin:install",
        "plugin:sl, plugin:ls",
        "plugin:rmm, plugin:rm",
        "plugin:rm, plugin:rm",
        "plugin:completely-else,",
        "'',"
    })
    void isTheOneWithTheFewestMistakes(String typed, String meant) {
        assertEquals(Optional.ofNullable(meant), NearestName.of(typed, NAMES));
    }

    @Test
    void comparesAPart() {
        assertEquals(
                Optional.of("plugin:install"),
                NearestName.of("instal", NAMES, name -> name.replaceFirst("^.*:", "")));
    }
}
