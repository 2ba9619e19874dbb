package dev.berth.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.shared.document.DocumentReader;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of {@code set}: an array of strings, {@code ["DEBUG=1"]}. */
public final class SettingsJson {
    private SettingsJson() {}

    /**
     * Parses the settings.
     *
     * @throws BadRequestException if it is not an array of strings
     */
    public static List<String> parse(ApiRequest request) {
        JsonNode json = JsonBody.read(request);
        if (!json.isArray() && !json.isNull()) {
            throw wrong(json);
        }
        List<String> settings = new ArrayList<>();
        for (JsonNode element : json) {
            if (!element.isTextual()) {
                throw wrong(element);
            }
            settings.add(element.textValue());
        }
        return settings;
    }

    private static BadRequestException wrong(JsonNode json) {
        return new BadRequestException(
                400,
                "settings are an array of strings, [\"NAME=value\"]: there is "
                        + DocumentReader.kind(json));
    }
}
