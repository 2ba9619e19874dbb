package dev.berth.dist.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ConfigurationRuleTest {
    private static final Set<String> PIDS =
            Set.of(
                    "dev.berth.authz",
                    "dev.berth.core",
                    "dev.berth.desired",
                    "dev.berth.discovery",
                    "dev.berth.engine",
                    "dev.berth.export",
                    "dev.berth.health.registry",
                    "dev.berth.metrics.servlet",
                    "dev.berth.plugin",
                    "dev.berth.policy",
                    "dev.berth.policy.scope",
                    "dev.berth.registry",
                    "dev.berth.runtime.containerd",
                    "dev.berth.secret");

    @Test
    void isKeptByTheMetatypeOfAllBundles() throws Exception {
        Set<String> designated = new TreeSet<>();
        for (Path bundle : BuiltBundles.all().values()) {
            for (Map.Entry<String, Document> file :
                    MetatypeLocalization.localized(bundle).entrySet()) {
                assertEquals(
                        List.of(),
                        ConfigurationRule.metatypeViolations(file.getValue()),
                        file.getKey());
                designated.addAll(ConfigurationRule.designated(file.getValue()));
            }
        }
        assertEquals(PIDS, designated);
    }

    @Test
    void isKeptByTheComponentsOfAllBundles() throws Exception {
        Set<String> pids = new TreeSet<>();
        for (Path bundle : BuiltBundles.all().values()) {
            for (Map.Entry<String, byte[]> file : components(bundle).entrySet()) {
                assertEquals(
                        List.of(),
                        ConfigurationRule.componentViolations(file.getValue()),
                        file.getKey());
                pids.addAll(ConfigurationRule.pids(file.getValue()));
            }
        }
        assertEquals(PIDS, pids);
    }

    @Test
    void findsWhatIsWrongWithAnAttribute() throws Exception {
        assertViolations(
                "runFolder is not lower case with dots", "runFolder", "String", "A.", "/x");
        assertViolations(
                "run_folder is not lower case with dots", "run_folder", "String", "A.", "/");
        assertViolations("a is not described in sentences", "a", "String", "folder", "/x");
        assertViolations("a is not described in sentences", "a", "String", "", "/x");
        assertViolations("a is empty by default, but required", "a", "String", "A.", "");
        assertViolations(
                "call.timeout is a number without a unit as its last word",
                "call.timeout",
                "Long",
                "Time, in timeout.",
                "1");
        assertViolations(
                "a.seconds has a description without its unit", "a.seconds", "Integer", "A.", "1");
        assertViolations(
                "a.count has a description without its unit", "a.count", "Integer", "A.", "1");
        assertViolations(
                "a.bytes.per.second has a description without its unit",
                "a.bytes.per.second",
                "Long",
                "A, in second.",
                "1");
    }

    @Test
    void takesAnAttributeAsItShouldBe() throws Exception {
        assertEquals(
                List.of(), violations(attribute("a.max.days", "Integer", "Age, in days.", "1")));
        assertEquals(
                List.of(), violations(attribute("a", "String", "A. Empty: none.", "", "false")));
    }

    @Test
    void takesAKeyThatIsKeptOutOfServiceProperties() throws Exception {
        assertEquals(
                List.of(),
                violations(attribute(".value", "String", "A. Empty: none.", "", "false")));
    }

    @Test
    void wantsAName() throws Exception {
        assertEquals(
                List.of("a has no name"),
                violations(attribute("a", "String", "A.", "/").replace("name=\"N\"", "name=\"\"")));
    }

    @Test
    void wantsToHaveSaidWhatEmptyMeans() throws Exception {
        assertEquals(
                List.of("a has a description without what empty means"),
                violations(attribute("a", "String", "A.", "", "false")));
    }

    @Test
    void findsAComponentsPropertyThatHasNoUnit() throws Exception {
        String xml =
                "<scr:component xmlns:scr=\"s\"><property name=\"liveRestore\" type=\"Boolean\"/>"
                        + "<property name=\"tries\" type=\"Integer\"/></scr:component>";
        assertEquals(
                List.of(
                        "liveRestore is not lower case with dots",
                        "tries is a number without a unit as its last word"),
                ConfigurationRule.componentViolations(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void takesAComponentsPropertiesThatOsgiHasNamed() throws Exception {
        String xml =
                "<scr:component xmlns:scr=\"s\"><property name=\"service.ranking\""
                        + " type=\"Integer\"/><property name=\"osgi.Any\""
                        + " type=\"Integer\"/></scr:component>";
        assertEquals(
                List.of(),
                ConfigurationRule.componentViolations(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertViolations(
            String expected, String key, String type, String description, String value)
            throws Exception {
        List<String> all = new ArrayList<>(violations(attribute(key, type, description, value)));
        assertEquals(List.of(expected), all);
    }

    private static String attribute(String key, String type, String description, String value) {
        return attribute(key, type, description, value, "true");
    }

    private static String attribute(
            String key, String type, String description, String value, String required) {
        return "<AD id=\"%s\" type=\"%s\" name=\"N\" description=\"%s\" default=\"%s\" required=\"%s\"/>"
                .formatted(key, type, description, value, required);
    }

    private static List<String> violations(String attribute) throws Exception {
        String xml = "<OCD>" + attribute + "</OCD>";
        return ConfigurationRule.metatypeViolations(
                XmlElements.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, byte[]> components(Path bundle) {
        return BuiltBundles.files(bundle, name -> name.matches("OSGI-INF/[^/]+\\.xml"));
    }
}
