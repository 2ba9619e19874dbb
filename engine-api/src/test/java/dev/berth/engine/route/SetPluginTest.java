package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetPluginTest extends EngineTest {
    @BeforeEach
    void add() {
        engine.plugins().add("a/x", RICH);
    }

    @Test
    void givesNoNewRightsIfItIsConfiguredSo() throws IOException {
        engine.plugins().add("mine", "{\"env\":[{\"name\":\"A\",\"settable\":[\"value\"]}]}");
        assertEquals(204, engine.post("/plugins/mine/set", "[\"A=1\"]").status());
        assertNull(engine.plugins().granted, "whatever the settings give");
        engine.newRights = false;
        assertEquals(204, engine.post("/plugins/mine/set", "[\"A=1\"]").status());
        assertEquals(List.of(), engine.plugins().granted);
    }

    @Test
    void sets() throws IOException {
        assertEquals(204, engine.post("/plugins/a/x/set", "[\"DEBUG=1\",\"UNSET=a=b\"]").status());
        assertEquals(
                List.of("DEBUG=1", "UNSET=a=b"), engine.plugins().find("a/x").settings().env());
        assertEquals(204, engine.post("/plugins/a/x/set", "[]").status());
        assertEquals(204, engine.post("/plugins/a/x/set", "null").status());
        assertEquals(
                "setting \"NO\" not found in the plugin configuration",
                refused(400, engine.post("/plugins/a/x/set", "[\"NO=1\"]")));
        assertEquals(404, engine.post("/plugins/none/set", "[]").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}|settings are an array of strings, [\"NAME=value\"]: there is an object",
                "[1]|settings are an array of strings, [\"NAME=value\"]: there is the number 1",
                "\"x\"|settings are an array of strings, [\"NAME=value\"]: there is a string",
                "[\"a\"]]|unexpected content after JSON",
                "[\"a\"] 1|unexpected content after JSON",
                "[\"a|invalid JSON: unexpected EOF"
            })
    void refusesSettingsThatAreNoStrings(String body, String message) throws IOException {
        String told = refused(400, engine.post("/plugins/a/x/set", body));
        assertTrue(told.startsWith(message), told);
    }

    @Test
    void setsNothingWithoutABody() throws IOException {
        assertEquals(204, engine.ask("POST", "/plugins/a/x/set", "", "").status());
    }

    private static String refused(int status, RawResponse response) {
        assertEquals(status, response.status(), response.body());
        return response.message();
    }
}
