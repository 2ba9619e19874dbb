package dev.berth.registry.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.berth.shared.json.Utf8Json;
import java.io.IOException;

/**
 * Checks a plugin's config as far as a registry client has to: its limits, and that it is a
 * plugin's.
 */
public final class ConfigCheck {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final JsonLimits jsonLimits;

    public ConfigCheck(DocumentLimits limits) {
        this.jsonLimits = new JsonLimits(limits);
    }

    /** Refuses a config that is beyond the limits; whether it is valid is for its reader to say. */
    public void requireWithinLimits(byte[] config) throws ManifestException {
        jsonLimits.checkLimits(Utf8Json.replaced(config));
    }

    /** Returns whether a config is a plugin's, not an image's: only plugins have an interface. */
    public boolean isPlugin(byte[] config) {
        try (JsonParser parser = JSON.createParser(Utf8Json.replaced(config))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean named = parser.currentName().equalsIgnoreCase("interface");
                if (parser.nextToken() == JsonToken.START_OBJECT && named) {
                    return true;
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
