package dev.berth.shell.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.berth.plugin.Plugin;
import dev.berth.shared.docker.PluginJson;
import dev.berth.shared.text.PrintableText;
import java.util.List;

/** {@code docker plugin inspect}: the engine API's plugin objects, indented by four. */
public final class InspectOutput {
    private static final ObjectWriter WRITER = new ObjectMapper().writer(indentedByFour());

    private InspectOutput() {}

    /**
     * Returns the plugins as an array, on many lines; what is not printable stands in strings, and
     * is escaped.
     */
    public static String of(List<Plugin> plugins) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        plugins.forEach(plugin -> all.add(PluginJson.of(plugin)));
        try {
            return PrintableText.lines(WRITER.writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can always be written", e);
        }
    }

    private static DefaultPrettyPrinter indentedByFour() {
        DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
