package dev.berth.dist.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What users of a repository read of Berth: the BOM, and the names in each POM. */
class PublishedPomTest {
    private static final Path CHECKOUT = Path.of("..");

    /** The distribution is no bundle that a host of its own would install. */
    private static final String DISTRIBUTION = "dev.berth.dist";

    private static final String LIBRARY_FOR_PLUGINS = "dev.berth.sdk";

    @Test
    void isInTheBomForEachBundle() throws Exception {
        Set<String> bundles = new TreeSet<>(BuiltBundles.all().keySet());
        bundles.remove(DISTRIBUTION);
        bundles.add(LIBRARY_FOR_PLUGINS);
        assertEquals(
                bundles,
                new TreeSet<>(
                        values(
                                "bom/pom.xml",
                                "/project/dependencyManagement/dependencies/dependency/artifactId")));
    }

    @Test
    void hasTheVersionOfTheOthersInTheBom() throws Exception {
        assertEquals(
                values("pom.xml", "/project/version"), values("bom/pom.xml", "/project/version"));
    }

    /** Maven Central refuses a release of which one file has no signature. */
    @Test
    void isSignedByTheParentsPluginInTheBomToo() throws Exception {
        String signing =
                "/project/profiles/profile[id='sign'][activation/property/name='gpg.keyname']"
                        + "//plugin[artifactId='maven-gpg-plugin']/version";
        assertEquals(1, values("pom.xml", signing).size());
        assertEquals(values("pom.xml", signing), values("bom/pom.xml", signing));
    }

    /** Maven Central refuses a POM without; the bundles have them from the parent. */
    @Test
    void hasWhatMavenCentralAsksFor() throws Exception {
        List<String> without = new ArrayList<>();
        for (String pom : List.of("pom.xml", "bom/pom.xml")) {
            for (String element :
                    List.of(
                            "url",
                            "licenses/license/url",
                            "developers/developer/name",
                            "scm/connection",
                            "scm/url")) {
                if (values(pom, "/project/" + element).size() != 1) {
                    without.add(pom + " has no " + element);
                }
            }
        }
        assertEquals(List.of(), without);
    }

    @Test
    void hasNameAndDescription() throws Exception {
        List<String> without = new ArrayList<>();
        try (Stream<Path> modules = Files.list(CHECKOUT)) {
            for (Path module : modules.filter(PublishedPomTest::hasPom).toList()) {
                String pom = CHECKOUT.relativize(module) + File.separator + "pom.xml";
                for (String element : List.of("name", "description")) {
                    if (values(pom, "/project/" + element).size() != 1) {
                        without.add(pom + " has no " + element);
                    }
                }
            }
        }
        assertEquals(List.of(), without);
    }

    private static boolean hasPom(Path module) {
        return Files.exists(module.resolve("pom.xml"));
    }

    private static List<String> values(String pom, String path) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(CHECKOUT.resolve(pom).toFile());
        NodeList nodes =
                (NodeList)
                        XPathFactory.newInstance()
                                .newXPath()
                                .evaluate(path, document, XPathConstants.NODESET);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            values.add(nodes.item(i).getTextContent().strip());
        }
        return values;
    }
}
