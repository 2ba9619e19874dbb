package dev.berth.dist.rules;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * {@code docs/configuration.md}, made of what bnd generates: the metatype documents with their
 * texts, and the component descriptions, which say whether a component takes a change over ({@code
 * modified}).
 */
final class ConfigurationDocument {
    private static final String FIRST_RELEASE = "0.1";
    private static final Pattern SINCE = Pattern.compile(" Since (\\d+\\.\\d+)\\.$");
    private static final Pattern UNIT =
            Pattern.compile(
                    ".*\\.(milliseconds|seconds|days|bytes\\.per\\.second|bytes|megabytes|millicpus)");

    private static final String HEAD =
            """
            # Configuration

            Made from the bundles' metatype by the build (`ConfigurationDocumentTest`): change the
            annotations and the texts in `OSGI-INF/l10n`, not this file.

            A configuration is one of Config Admin: a file `etc/PID.cfg` in Karaf and wherever Felix
            FileInstall watches a folder, for a factory PID `etc/PID-NAME.cfg`; the Web Console; or code.
            `dev.berth.core` and `dev.berth.engine` need one, which may be empty: bundles that nobody has
            configured make no folder and no socket. In the distribution the options of `berth start` make
            them.

            - A list is an array, a collection, or one text with commas. A flag is `true` or `false`.
            - A value that cannot be read is an error in the log that names PID, key, value and what is
              expected; its default holds where that is safe, else the component does not start.
            - **Change** says what a changed configuration does: *taken over* while plugins run, or
              *started anew*: the component of this PID stops and starts; plugins run on, unless its
              description says otherwise.
            """;

    private final Map<String, String> sections = new TreeMap<>();

    private ConfigurationDocument() {}

    /** Returns the text of the file. */
    static String of(Map<String, Path> bundles) throws Exception {
        ConfigurationDocument document = new ConfigurationDocument();
        for (Map.Entry<String, Path> bundle : bundles.entrySet()) {
            document.add(bundle.getKey(), bundle.getValue());
        }
        return HEAD + String.join("", document.sections.values());
    }

    private void add(String name, Path bundle) throws Exception {
        Set<String> live = new HashSet<>();
        for (byte[] xml :
                BuiltBundles.files(bundle, f -> f.matches("OSGI-INF/[^/]+\\.xml")).values()) {
            Element component = XmlElements.parse(xml).getDocumentElement();
            if (component.hasAttribute("modified")) {
                live.addAll(List.of(component.getAttribute("configuration-pid").split(" ")));
            }
        }
        for (Document metatype : MetatypeLocalization.localized(bundle).values()) {
            add(name, metatype.getDocumentElement(), live);
        }
    }

    private void add(String bundle, Element root, Set<String> live) {
        Map<String, Element> classes =
                elements(root, "OCD").stream()
                        .collect(Collectors.toMap(one -> one.getAttribute("id"), one -> one));
        for (Element designate : elements(root, "Designate")) {
            String factory = designate.getAttribute("factoryPid");
            String pid = factory + designate.getAttribute("pid");
            String object = elements(designate, "Object").get(0).getAttribute("ocdref");
            sections.put(
                    pid,
                    section(
                            pid,
                            bundle,
                            factory.isEmpty(),
                            live.contains(pid),
                            classes.get(object)));
        }
    }

    private static String section(
            String pid, String bundle, boolean single, boolean live, Element ocd) {
        StringBuilder text = new StringBuilder("\n## `%s`\n\n".formatted(pid));
        text.append(
                "%s %sBundle `%s`. Change: %s.\n\n"
                        .formatted(
                                ocd.getAttribute("description"),
                                single ? "" : "One configuration for each: a factory PID. ",
                                bundle,
                                live ? "taken over" : "started anew"));
        text.append("| key | type | default | since | |\n| --- | --- | --- | --- | --- |\n");
        elements(ocd, "AD").forEach(attribute -> text.append(row(attribute)));
        return text.toString();
    }

    private static String row(Element attribute) {
        String description = attribute.getAttribute("description");
        Matcher since = SINCE.matcher(description);
        boolean later = since.find();
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        attribute.getAttribute("id"),
                        type(attribute),
                        value(attribute),
                        later ? since.group(1) : FIRST_RELEASE,
                        (later ? description.substring(0, since.start()) : description)
                                .replace("|", "\\|"));
    }

    private static String type(Element attribute) {
        List<Element> options = elements(attribute, "Option");
        String type =
                switch (attribute.getAttribute("type")) {
                    case "Boolean" -> "flag";
                    case "String", "Password" -> "text";
                    default -> "number";
                };
        if (!options.isEmpty()) {
            type =
                    options.stream()
                            .map(option -> "`" + option.getAttribute("value") + "`")
                            .collect(Collectors.joining(", "));
        }
        String cardinality = attribute.getAttribute("cardinality");
        boolean many = !cardinality.isEmpty() && !cardinality.equals("0");
        Matcher unit = UNIT.matcher(attribute.getAttribute("id"));
        String of = unit.matches() ? ", " + unit.group(1).replace('.', ' ') : "";
        return (many ? "list of " : "") + type + of;
    }

    private static String value(Element attribute) {
        String value = attribute.getAttribute("default");
        return value.isEmpty() ? "empty" : "`" + value + "`";
    }

    private static List<Element> elements(Element parent, String tag) {
        return XmlElements.of(parent.getElementsByTagName(tag));
    }
}
