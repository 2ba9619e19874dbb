package dev.berth.shared.protocol;

import dev.berth.driver.JsonObject;
import dev.berth.shared.json.JsonCodec;
import java.util.Optional;

/**
 * What a served method replies.
 *
 * @param status of HTTP: 200, or that of an error
 * @param text the body as JSON, if it is no stream
 */
public record ProtocolReply(int status, byte[] text, Optional<ReplyBody> stream) {
    private static final byte[] NOTHING = {};

    /**
     * @throws IllegalArgumentException if the object has a value that JSON has not
     */
    static ProtocolReply of(int status, JsonObject json) {
        return new ProtocolReply(status, JsonCodec.write(json), Optional.empty());
    }

    static ProtocolReply of(ReplyBody stream) {
        return new ProtocolReply(200, NOTHING, Optional.of(stream));
    }
}
