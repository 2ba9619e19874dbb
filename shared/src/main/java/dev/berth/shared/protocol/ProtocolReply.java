package dev.berth.shared.protocol;

import dev.berth.driver.JsonObject;
import dev.berth.shared.json.JsonCodec;
import java.util.Optional;

/**
 * What a served method replies.
 *
 * @param status of HTTP: 200, or that of an error
 * @param json the body, if it is no stream
 */
public record ProtocolReply(int status, JsonObject json, Optional<ReplyBody> stream) {

    static ProtocolReply of(int status, JsonObject json) {
        return new ProtocolReply(status, json, Optional.empty());
    }

    static ProtocolReply of(ReplyBody stream) {
        return new ProtocolReply(200, JsonObject.empty(), Optional.of(stream));
    }

    /** Returns the JSON text of a body that is no stream. */
    public byte[] text() {
        return JsonCodec.write(json);
    }
}
