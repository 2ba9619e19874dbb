package dev.berth.dist.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The rule for configuration keys, checked on what bnd generates: metatype documents (for people
 * and consoles) and component descriptions (for Declarative Services).
 */
final class ConfigurationRule {
    /**
     * A dot in front keeps a value out of the properties of services: Config Admin, section 104.
     */
    private static final Pattern KEY = Pattern.compile("\\.?[a-z]+[0-9]*(\\.[a-z]+[0-9]*)*");

    private static final Set<String> NUMBERS =
            Set.of("Long", "Integer", "Short", "Double", "Float", "Byte");
    private static final List<String> UNITS =
            List.of(
                    "milliseconds",
                    "seconds",
                    "days",
                    "bytes",
                    "megabytes",
                    "bytes.per.second",
                    "millicpus",
                    "count");

    private ConfigurationRule() {}

    /** Returns what is wrong with the attributes of a metatype document. */
    static List<String> metatypeViolations(Document metatype) {
        List<String> violations = new ArrayList<>();
        for (Element attribute : elements(metatype, "AD")) {
            String key = attribute.getAttribute("id");
            violations.addAll(keyViolations(key, attribute.getAttribute("type")));
            if (attribute.getAttribute("name").isBlank()) {
                violations.add(key + " has no name");
            }
            violations.addAll(descriptionViolations(key, attribute));
            if (attribute.getAttribute("default").isEmpty()
                    && !attribute.getAttribute("required").equals("false")) {
                violations.add(key + " is empty by default, but required");
            }
        }
        return violations;
    }

    /** Returns what is wrong with the properties of a component description. */
    static List<String> componentViolations(byte[] xml) throws Exception {
        return elements(XmlElements.parse(xml), "property").stream()
                .filter(property -> !isOsgis(property.getAttribute("name")))
                .flatMap(
                        property ->
                                keyViolations(
                                        property.getAttribute("name"),
                                        property.getAttribute("type"))
                                        .stream())
                .toList();
    }

    /** Returns whether a specification of OSGi's has named the property. */
    private static boolean isOsgis(String key) {
        return key.startsWith("osgi.") || key.equals("service.ranking");
    }

    /** Returns the PIDs that a component is configured by. */
    static List<String> pids(byte[] component) throws Exception {
        return elements(XmlElements.parse(component), "scr:component").stream()
                .flatMap(one -> Stream.of(one.getAttribute("configuration-pid").split(" ")))
                .filter(pid -> !pid.isEmpty())
                .toList();
    }

    /** Returns the PIDs that a metatype document describes. */
    static List<String> designated(Document metatype) {
        return elements(metatype, "Designate").stream()
                .map(one -> one.getAttribute("pid") + one.getAttribute("factoryPid"))
                .toList();
    }

    private static List<String> keyViolations(String key, String type) {
        List<String> violations = new ArrayList<>();
        if (!KEY.matcher(key).matches()) {
            violations.add(key + " is not lower case with dots");
        }
        if (NUMBERS.contains(type) && UNITS.stream().noneMatch(unit -> key.endsWith("." + unit))) {
            violations.add(key + " is a number without a unit as its last word");
        }
        return violations;
    }

    private static List<String> descriptionViolations(String key, Element attribute) {
        String text = attribute.getAttribute("description");
        List<String> violations = new ArrayList<>();
        if (!text.endsWith(".")) {
            violations.add(key + " is not described in sentences");
        }
        String unit = key.replaceFirst("^.*\\.(?=bytes\\.per\\.)|^.*\\.", "").replace('.', ' ');
        if (NUMBERS.contains(attribute.getAttribute("type"))
                && !text.contains(unit.equals("count") ? "How many" : "in " + unit)) {
            violations.add(key + " has a description without its unit");
        }
        if (attribute.getAttribute("required").equals("false") && !text.contains("Empty: ")) {
            violations.add(key + " has a description without what empty means");
        }
        return violations;
    }

    private static List<Element> elements(Document document, String name) {
        return XmlElements.of(document.getElementsByTagName(name));
    }
}
