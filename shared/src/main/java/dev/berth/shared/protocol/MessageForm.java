package dev.berth.shared.protocol;

import dev.berth.driver.JsonObject;
import java.util.function.Function;

/**
 * How a value of a protocol is written as a JSON object, and read from one. Reading throws {@link
 * dev.berth.driver.InvalidMessageException} on what is not of the protocol.
 */
public record MessageForm<T>(Function<T, JsonObject> write, Function<JsonObject, T> read) {
    /** A message without members; what one has is skipped. */
    public static final MessageForm<Nothing> NOTHING =
            new MessageForm<>(nothing -> JsonObject.empty(), message -> Nothing.NOTHING);

    /** A message of one string. */
    public static MessageForm<String> text(String member) {
        return new MessageForm<>(
                value -> JsonObject.empty().with(member, value),
                message -> message.textOrEmpty(member));
    }

    /** The value of {@link #NOTHING}. */
    public enum Nothing {
        NOTHING
    }
}
