package dev.berth.shared.protocol.volume;

import dev.berth.driver.JsonObject;
import dev.berth.shared.protocol.MessageForm;

/** A caller's use of a volume: the request of {@code Mount} and {@code Unmount}. */
public record VolumeUse(String name, String id) {
    static final MessageForm<VolumeUse> FORM =
            new MessageForm<>(
                    use -> JsonObject.empty().with("Name", use.name()).with("ID", use.id()),
                    json -> new VolumeUse(json.textOrEmpty("Name"), json.textOrEmpty("ID")));
}
