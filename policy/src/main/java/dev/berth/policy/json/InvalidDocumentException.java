package dev.berth.policy.json;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Objects;

/** A JSON document does not say what it must say. */
public final class InvalidDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient JsonPointer field;

    /**
     * @param field where
     * @param problem what is wrong there; quotes nothing of the document that is not short and
     *     printable
     */
    InvalidDocumentException(JsonPointer field, String problem) {
        super(field.matches() ? problem : "field %s %s".formatted(field, problem));
        this.field = Objects.requireNonNull(field, "field");
    }

    /** Returns the field that is wrong; empty for the whole document. */
    public JsonPointer field() {
        return field == null ? JsonPointer.empty() : field;
    }
}
