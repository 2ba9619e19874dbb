package dev.berth.policy.json;

import com.fasterxml.jackson.core.JsonPointer;
import dev.berth.shared.text.PrintableText;
import java.util.Objects;

/** A JSON document does not say what it must say. */
public final class InvalidDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient JsonPointer field;
    private final String problem;

    /**
     * @param field where
     * @param problem what is wrong there; quotes nothing of the document that is not short and
     *     printable
     */
    InvalidDocumentException(JsonPointer field, String problem) {
        super(
                field.matches()
                        ? problem
                        : "field %s %s"
                                .formatted(PrintableText.shortened(field.toString()), problem));
        this.problem = problem;
        this.field = Objects.requireNonNull(field, "field");
    }

    /** Returns what is wrong, without the field. */
    public String problem() {
        return problem;
    }

    /** Returns the field that is wrong; empty for the whole document. */
    public JsonPointer field() {
        return field == null ? JsonPointer.empty() : field;
    }
}
