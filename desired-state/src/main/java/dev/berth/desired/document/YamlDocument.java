package dev.berth.desired.document;

import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.shared.text.PrintableText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Reads one YAML 1.2 document, of which JSON is a part, from the events of SnakeYAML Engine's
 * parser, which keeps no depth on the thread's stack. Bounded in bytes, depth, and nodes with each
 * alias counted as all that it stands for ("billion laughs"). Tags are refused, so that no text
 * names a type.
 */
final class YamlDocument {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_NODES = 50_000;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(DesiredPlugins.MAX_BYTES).build();

    /** A node that an alias may stand for, and how many nodes are in it. */
    private record Anchored(DocumentNode node, int size) {}

    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private DocumentPosition at = DocumentPosition.BEGIN;
    private int nodes;

    private YamlDocument(Iterator<Event> events) {
        this.events = events;
    }

    /**
     * Returns the root of a document.
     *
     * @throws dev.berth.plugin.error.InvalidDesiredStateException if it is none, or too large
     */
    static DocumentNode read(byte[] document) {
        if (document.length > DesiredPlugins.MAX_BYTES) {
            throw DocumentPosition.BEGIN.problem(
                    "the document has more than %d bytes".formatted(DesiredPlugins.MAX_BYTES));
        }
        return new YamlDocument(new Parse(SETTINGS).parseString(text(document)).iterator())
                .document();
    }

    private static String text(byte[] document) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(document))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw DocumentPosition.BEGIN.problem("the document is not in UTF-8");
        }
    }

    private DocumentNode document() {
        take(Event.ID.StreamStart);
        if (next().getEventId() != Event.ID.DocumentStart) {
            throw at.problem("the document is empty; expected is a list \"plugins\"");
        }
        DocumentNode root = node(next(), 1);
        take(Event.ID.DocumentEnd);
        if (next().getEventId() != Event.ID.StreamEnd) {
            throw at.problem("a second document begins here; one is expected");
        }
        return root;
    }

    private void take(Event.ID expected) {
        if (next().getEventId() != expected) {
            throw at.problem("%s was expected".formatted(expected));
        }
    }

    private Event next() {
        Event event = parsed();
        at = event.getStartMark().map(YamlDocument::at).orElse(at);
        return event;
    }

    /** The next event of the parser. Whatever that throws is a refusal. */
    private Event parsed() {
        try {
            return events.next();
        } catch (MarkedYamlEngineException e) {
            DocumentPosition place = e.getProblemMark().map(YamlDocument::at).orElse(at);
            throw place.problem(PrintableText.line(e.getProblem()));
        } catch (YamlVersionException e) {
            throw DocumentPosition.BEGIN.problem("its %YAML is none of 1.1 and 1.2");
        } catch (YamlEngineException e) {
            // Of the reader below it: a character that YAML does not allow.
            throw at.problem(
                    "after here: " + PrintableText.shortened(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // A NumberFormatException of an escape: \UFFFFFFFF.
            throw at.problem("after here: something that is no YAML");
        }
    }

    private static DocumentPosition at(Mark mark) {
        return new DocumentPosition(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private DocumentNode node(Event event, int depth) {
        DocumentPosition begin = at;
        if (event instanceof AliasEvent alias) {
            return resolved(alias, begin);
        }
        if (depth > MAX_DEPTH) {
            throw begin.problem("it is nested more than %d levels deep".formatted(MAX_DEPTH));
        }
        int before = nodes;
        count(1, begin);
        DocumentNode node;
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), begin);
            node = new DocumentNode.Text(scalar.getValue(), scalar.isPlain(), begin);
        } else if (event instanceof CollectionStartEvent start) {
            refuseTag(start.getTag(), begin);
            node =
                    event instanceof MappingStartEvent
                            ? mapping(begin, depth)
                            : sequence(begin, depth);
        } else {
            throw begin.problem("a value was expected");
        }
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor -> anchors.put(anchor, new Anchored(node, nodes - before)));
        return node;
    }

    private DocumentNode resolved(AliasEvent alias, DocumentPosition begin) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw begin.problem("the alias has no anchor before it");
        }
        count(anchored.size(), begin);
        return anchored.node();
    }

    private void count(int more, DocumentPosition begin) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw begin.problem("the document has more than %d values".formatted(MAX_NODES));
        }
    }

    private static void refuseTag(Optional<String> tag, DocumentPosition begin) {
        if (tag.isPresent()) {
            throw begin.problem("tags are not taken: " + PrintableText.shortened(tag.get()));
        }
    }

    private DocumentNode sequence(DocumentPosition begin, int depth) {
        List<DocumentNode> elements = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            elements.add(node(event, depth + 1));
        }
        return new DocumentNode.Sequence(elements, begin);
    }

    private DocumentNode mapping(DocumentPosition begin, int depth) {
        Map<DocumentNode.Text, DocumentNode> members = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            DocumentPosition place = at;
            if (!(event instanceof ScalarEvent)
                    || !(node(event, depth + 1) instanceof DocumentNode.Text key)) {
                throw place.problem("a key must be a text");
            }
            if (!names.add(key.value())) {
                throw place.problem(
                        "the key \"%s\" is there twice"
                                .formatted(PrintableText.shortened(key.value())));
            }
            members.put(key, node(next(), depth + 1));
        }
        return new DocumentNode.Mapping(members, begin);
    }
}
