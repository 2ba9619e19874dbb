package dev.berth.dist.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MetatypeLocalizationTest {
    private static final String DOCUMENT =
            """
            <MetaData>
              <OCD name="%name" description="%description">
                <AD name="%file.name" description="%file.description">
                  <Option label="%file.none.label" value="none"/>
                </AD>
              </OCD>
            </MetaData>
            """;

    private static final String TEXTS =
            """
            name=Policy
            description=What this host takes.
            file.name=File
            file.description=Where it is.
            file.none.label=Nowhere
            """;

    @Test
    void isThatOfAllBundles() throws Exception {
        for (Map.Entry<String, Path> bundle : BuiltBundles.all().entrySet()) {
            assertEquals(
                    List.of(), MetatypeLocalization.violations(bundle.getValue()), bundle.getKey());
        }
    }

    @Test
    void takesATextForEachKey() throws Exception {
        assertEquals(List.of(), violations(DOCUMENT, TEXTS));
    }

    @Test
    void findsAKeyWithoutAText() throws Exception {
        assertEquals(
                List.of("%file.none.label has no text"),
                violations(DOCUMENT, TEXTS.replace("Nowhere", "")));
        assertEquals(
                List.of("%file.name has no text"),
                violations(DOCUMENT, TEXTS.replace("file.name=File\n", "")));
    }

    @Test
    void findsATextWithoutAKey() throws Exception {
        assertEquals(
                List.of("folder.name is the text of no key"),
                violations(DOCUMENT, TEXTS + "folder.name=Folder\n"));
    }

    @Test
    void findsATextInTheAnnotation() throws Exception {
        assertEquals(
                List.of("\"Policy\" is a text, not the key of one", "name is the text of no key"),
                violations(DOCUMENT.replace("\"%name\"", "\"Policy\""), TEXTS));
    }

    private static List<String> violations(String xml, String properties) throws Exception {
        Properties texts = new Properties();
        texts.load(new StringReader(properties));
        return MetatypeLocalization.violations(
                XmlElements.parse(xml.getBytes(StandardCharsets.UTF_8)), texts);
    }
}
