package dev.berth.shared.protocol.volume;

import dev.berth.driver.JsonObject;
import dev.berth.shared.protocol.MessageForm;
import java.util.Map;

/** The request of {@code Create}. */
public record NewVolume(String name, Map<String, String> options) {
    static final MessageForm<NewVolume> FORM =
            new MessageForm<>(
                    made ->
                            JsonObject.empty()
                                    .with("Name", made.name())
                                    .with("Opts", made.options()),
                    json -> new NewVolume(json.textOrEmpty("Name"), json.textMap("Opts")));
}
