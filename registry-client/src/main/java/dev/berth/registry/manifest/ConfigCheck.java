package dev.berth.registry.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Looks at a plugin's config no further than a registry client has to. */
public final class ConfigCheck {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final JsonLimits gate;

    public ConfigCheck(DocumentLimits limits) {
        this.gate = new JsonLimits(limits);
    }

    /** Refuses a config that is beyond the limits; what else is wrong with it is for its reader. */
    public void requireWithinLimits(byte[] config) throws ManifestException {
        gate.checkLimits(config);
    }

    /** Returns whether a config is a plugin's, not an image's: only plugins have an interface. */
    public boolean isPlugin(byte[] config) {
        try (JsonParser parser = JSON.createParser(config)) {
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
