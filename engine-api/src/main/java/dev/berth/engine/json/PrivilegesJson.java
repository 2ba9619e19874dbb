package dev.berth.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.exchange.ApiRequest;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.plugin.Privilege;
import dev.berth.shared.docker.JsonFields;
import dev.berth.shared.document.DocumentReader;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads lists of privileges: the response of {@code privileges}, the body of a pull. */
public final class PrivilegesJson {
    private static final String SHAPE =
            "failed to parse privileges: a list like [{\"Name\": \"network\", \"Value\":"
                    + " [\"host\"]}] is expected, not ";

    private PrivilegesJson() {}

    /** Returns the list, {@code null} as dockerd when it is empty. */
    public static String of(List<Privilege> privileges) {
        ArrayNode json = JsonDocuments.array();
        for (Privilege privilege : privileges) {
            ObjectNode one = json.addObject();
            one.put("Name", privilege.name()).put("Description", privilege.description());
            privilege.value().forEach(one.putArray("Value")::add);
        }
        return privileges.isEmpty() ? "null" : json.toString();
    }

    /**
     * Parses the privileges that a client grants.
     *
     * @throws BadRequestException if it is not a list of privileges
     */
    public static List<Privilege> parse(ApiRequest request) {
        JsonNode json = JsonBody.read(request);
        if (!json.isArray() && !json.isNull()) {
            throw wrong(json);
        }
        List<Privilege> privileges = new ArrayList<>();
        json.forEach(element -> privileges.add(privilege(element)));
        return privileges;
    }

    private static Privilege privilege(JsonNode element) {
        if (!element.isObject()) {
            throw wrong(element);
        }
        JsonFields fields = new JsonFields(element);
        return Privilege.of(
                text(fields.get("Name")), text(fields.get("Description")), texts(fields));
    }

    private static List<String> texts(JsonFields fields) {
        JsonNode value = fields.get("Value");
        if (!value.isArray() && !value.isNull() && !value.isMissingNode()) {
            throw wrong(value);
        }
        List<String> texts = new ArrayList<>();
        value.forEach(v -> texts.add(text(v)));
        return texts;
    }

    private static String text(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        throw wrong(value);
    }

    private static BadRequestException wrong(JsonNode json) {
        return new BadRequestException(400, SHAPE + DocumentReader.kind(json));
    }
}
