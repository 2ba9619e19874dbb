package dev.berth.desired.document;

import java.util.List;
import java.util.Map;

/** A node of a YAML document, without tags: a scalar is the text that is written there. */
sealed interface DocumentNode {

    /** Returns where it begins. */
    DocumentPosition at();

    /**
     * A scalar.
     *
     * @param plain whether it stands there without quotes
     */
    record Text(String value, boolean plain, DocumentPosition at) implements DocumentNode {

        /** Returns whether it is YAML's null: nothing, {@code ~} or {@code null}. */
        boolean isNull() {
            return plain && (value.isEmpty() || value.equals("~") || value.equals("null"));
        }
    }

    /** A list. */
    record Sequence(List<DocumentNode> elements, DocumentPosition at) implements DocumentNode {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /**
     * An object.
     *
     * @param members in the document's order
     */
    record Mapping(Map<Text, DocumentNode> members, DocumentPosition at) implements DocumentNode {}
}
