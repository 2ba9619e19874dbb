package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.berth.itest.host.HostOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * What Felix's Metatype Service, and so a Web Console, shows of Berth's configurations: English
 * texts, or those of a fragment that translates them.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LocalizedMetatypeIT {
    private static final int PIDS = 14;
    private static final String TRANSLATED = "dev.berth.policy";

    @Inject private MetaTypeService metatype;
    @Inject private BundleContext bundle;

    @Rule public final TestRule logOnFailure = new LogOnFailure(() -> bundle);

    /** Puts the framework together; called outside of it. */
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthUnconfigured(
                TRANSLATED,
                Map.of(
                        "OSGI-INF/l10n/dev.berth.policy_de.properties",
                        "name=Berths Richtlinie\nfile.name=Datei der Richtlinie\n"));
    }

    @Test
    public void eachConfigurationHasEnglishTexts() {
        Map<String, ObjectClassDefinition> all = definitions(null);

        assertEquals(all.keySet().toString(), PIDS, all.size());
        all.forEach(LocalizedMetatypeIT::assertTexts);
        assertEquals("Berth policy", all.get(TRANSLATED).getName());
    }

    @Test
    public void aFragmentTranslatesThem() {
        for (String locale : new String[] {"de", "de_AT"}) {
            ObjectClassDefinition policy = definitions(locale).get(TRANSLATED);

            assertEquals("Berths Richtlinie", policy.getName());
            assertEquals("Datei der Richtlinie", attribute(policy, "file").getName());
        }
    }

    @Test
    public void whatIsNotTranslatedIsEnglish() {
        Map<String, ObjectClassDefinition> german = definitions("de");

        german.forEach(LocalizedMetatypeIT::assertTexts);
        assertEquals(
                "Policy file is required",
                attribute(german.get(TRANSLATED), "file.required").getName());
        assertEquals("Berth policy", definitions("fr").get(TRANSLATED).getName());
    }

    private Map<String, ObjectClassDefinition> definitions(String locale) {
        Map<String, ObjectClassDefinition> definitions = new TreeMap<>();
        for (Bundle one : bundle.getBundles()) {
            // Null of a bundle that has none.
            MetaTypeInformation of = metatype.getMetaTypeInformation(one);
            if (of != null && one.getSymbolicName().startsWith("dev.berth.")) {
                Stream.concat(Stream.of(of.getPids()), Stream.of(of.getFactoryPids()))
                        .forEach(
                                pid ->
                                        definitions.put(
                                                pid, of.getObjectClassDefinition(pid, locale)));
            }
        }
        return definitions;
    }

    private static AttributeDefinition attribute(ObjectClassDefinition definition, String id) {
        return Stream.of(definition.getAttributeDefinitions(ObjectClassDefinition.ALL))
                .filter(attribute -> attribute.getID().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertTexts(String pid, ObjectClassDefinition definition) {
        assertText(pid, definition.getName());
        assertText(pid, definition.getDescription());
        for (AttributeDefinition attribute :
                definition.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
            assertText(pid + " " + attribute.getID(), attribute.getName());
            assertText(pid + " " + attribute.getID(), attribute.getDescription());
        }
    }

    private static void assertText(String of, String text) {
        assertFalse(of + ": " + text, text.isBlank() || text.startsWith("%"));
    }
}
