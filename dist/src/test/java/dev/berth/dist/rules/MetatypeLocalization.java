package dev.berth.dist.rules;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;

/**
 * The texts of metatype documents: each name, description and label is a {@code %key} of the
 * properties that {@code MetaData} names as its localization. The Metatype Service looks them up by
 * locale.
 */
final class MetatypeLocalization {
    private static final String METATYPE = "OSGI-INF/metatype/[^/]+\\.xml";

    /** The attributes that people read, by their elements. */
    private static final Map<String, List<String>> READ =
            Map.of(
                    "OCD", List.of("name", "description"),
                    "AD", List.of("name", "description"),
                    "Option", List.of("label"));

    private MetatypeLocalization() {}

    /** Returns a bundle's metatype documents by their names, with texts in place of keys. */
    static Map<String, Document> localized(Path bundle) throws Exception {
        Map<String, Document> documents = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file :
                BuiltBundles.files(bundle, name -> name.matches(METATYPE)).entrySet()) {
            Document document = XmlElements.parse(file.getValue());
            localize(document, texts(bundle, document));
            documents.put(file.getKey(), document);
        }
        return documents;
    }

    private static void localize(Document document, Properties texts) {
        for (Attr attribute : read(document)) {
            attribute.setValue(
                    key(attribute)
                            .map(key -> texts.getProperty(key, attribute.getValue()))
                            .orElse(attribute.getValue()));
        }
    }

    /** Returns what is wrong with the texts of a bundle's metatype documents. */
    static List<String> violations(Path bundle) throws Exception {
        List<String> violations = new ArrayList<>();
        Set<String> unused =
                new TreeSet<>(
                        BuiltBundles.files(bundle, name -> name.matches("OSGI-INF/l10n/.+"))
                                .keySet());
        for (byte[] xml : BuiltBundles.files(bundle, name -> name.matches(METATYPE)).values()) {
            Document document = XmlElements.parse(xml);
            violations.addAll(violations(document, texts(bundle, document)));
            unused.remove(file(document));
        }
        unused.forEach(file -> violations.add(file + " is no metatype document's localization"));
        return violations;
    }

    /** Returns what is wrong with one document and the texts that it names. */
    static List<String> violations(Document document, Properties texts) {
        List<String> violations = new ArrayList<>();
        Set<String> unused = new TreeSet<>(texts.stringPropertyNames());
        for (Attr attribute : read(document)) {
            Optional<String> key = key(attribute);
            if (key.isEmpty()) {
                violations.add("\"" + attribute.getValue() + "\" is a text, not the key of one");
            } else if (texts.getProperty(key.get(), "").isBlank()) {
                violations.add(attribute.getValue() + " has no text");
            }
            key.ifPresent(unused::remove);
        }
        unused.forEach(text -> violations.add(text + " is the text of no key"));
        return violations;
    }

    private static Optional<String> key(Attr attribute) {
        String value = attribute.getValue();
        return value.startsWith("%") ? Optional.of(value.substring(1)) : Optional.empty();
    }

    private static List<Attr> read(Document document) {
        return READ.entrySet().stream()
                .flatMap(read -> read(document, read.getKey(), read.getValue()))
                .toList();
    }

    private static Stream<Attr> read(Document document, String tag, List<String> attributes) {
        return XmlElements.of(document.getElementsByTagName(tag)).stream()
                .flatMap(element -> attributes.stream().map(element::getAttributeNode))
                .filter(Objects::nonNull);
    }

    private static Properties texts(Path bundle, Document document) throws Exception {
        Properties texts = new Properties();
        for (byte[] file : BuiltBundles.files(bundle, file(document)::equals).values()) {
            texts.load(new ByteArrayInputStream(file));
        }
        return texts;
    }

    private static String file(Document document) {
        return document.getDocumentElement().getAttribute("localization") + ".properties";
    }
}
