package dev.berth.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one more field is to bnd's baseline: a minor change of every value, of what Berth makes and
 * of what callers and providers make. Each value gets one, and the bundle is compared with that of
 * the sources as they are.
 */
class AGrowingApiTest {
    private static final String[] INTERFACES = {
        "dev.berth.plugin.Plugin",
        "dev.berth.plugin.PluginStatus",
        "dev.berth.plugin.PluginSettings",
        "dev.berth.plugin.PluginEvent",
        "dev.berth.plugin.Progress",
        "dev.berth.plugin.PluginConfig",
        "dev.berth.plugin.PluginConfig$Interface",
        "dev.berth.plugin.PluginConfig$User",
        "dev.berth.plugin.PluginConfig$Network",
        "dev.berth.plugin.PluginConfig$Mount",
        "dev.berth.plugin.PluginConfig$Device",
        "dev.berth.plugin.PluginConfig$Linux",
        "dev.berth.plugin.PluginConfig$Env",
        "dev.berth.plugin.PluginConfig$Args",
        "dev.berth.plugin.PluginConfig$RootFs",
        "dev.berth.spi.PluginLaunch",
        "dev.berth.spi.Admission",
    };
    private static final String[] CLASSES = {
        "dev.berth.plugin.InstallRequest",
        "dev.berth.plugin.EnableOptions",
        "dev.berth.plugin.Privilege",
        "dev.berth.plugin.RegistryCredentials",
        "dev.berth.plugin.TaskExit",
        "dev.berth.capability.PluginRequest",
        "dev.berth.spi.Descriptor",
        "dev.berth.spi.PluginManifest",
        "dev.berth.spi.LegacyEndpoint",
        "dev.berth.spi.LegacyEndpoint$Tls",
        "dev.berth.driver.volume.Volume",
        "dev.berth.driver.volume.Mountpoint",
        "dev.berth.driver.volume.VolumeCapabilities",
    };
    private static final String RECORD = "dev.berth.capability.Capability";
    private static final String CONSUMERS = "dev.berth.capability.CapabilityHandler";

    private static Map<String, Delta> grown;
    private static Map<String, Delta> broken;

    @BeforeAll
    static void build(@TempDir Path top) throws Exception {
        ApiSources sources = ApiSources.read();
        ApiSources more = sources;
        for (String type : INTERFACES) {
            more = more.with(file(type), text -> withMethod(text, simpleName(type)));
        }
        for (String type : CLASSES) {
            more = more.with(file(type), text -> withField(text, simpleName(type)));
        }
        ApiSources wrong =
                sources.with(RECORD, AGrowingApiTest::withComponent)
                        .with(CONSUMERS, text -> withMethod(text, simpleName(CONSUMERS)));
        try (Jar before = sources.bundle(top.resolve("before"));
                Jar after = more.bundle(top.resolve("more"));
                Jar major = wrong.bundle(top.resolve("wrong"))) {
            grown = deltas(after, before);
            broken = deltas(major, before);
        }
    }

    private static Map<String, Delta> deltas(Jar newer, Jar older) throws Exception {
        Map<String, Delta> deltas = new HashMap<>();
        try (Processor reporter = new Processor()) {
            for (Info info :
                    new Baseline(reporter, new DiffPluginImpl()).baseline(newer, older, null)) {
                deltas.put(info.packageName, info.packageDiff.getDelta());
                for (Diff type : info.packageDiff.getChildren()) {
                    deltas.put(type.getName(), type.getDelta());
                }
            }
        }
        return deltas;
    }

    private static String file(String type) {
        return type.split("\\$")[0];
    }

    private static String simpleName(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }

    private static String withMethod(String text, String type) {
        return text.replaceFirst("(interface " + type + " \\{)", "$1\n    String added();\n");
    }

    /** An optional field, its accessor and its wither. */
    private static String withField(String text, String type) {
        return text.replaceFirst(
                "(class " + type + " \\{)",
                """
                $1
                    private String added = "";

                    public String added() {
                        return added;
                    }

                    public TYPE withAdded(String value) {
                        this.added = value;
                        return this;
                    }
                """
                        .replace("TYPE", type));
    }

    private static String withComponent(String text) {
        return text.replace("String version)", "String version, String added)")
                .replace("match.group(3))", "match.group(3), \"\")")
                .replace("\"1.0\")", "\"1.0\", \"\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.berth.plugin",
                "dev.berth.capability",
                "dev.berth.driver.volume",
                "dev.berth.spi"
            })
    void isAMinorVersionLater(String name) {
        assertEquals(Delta.MINOR, grown.get(name));
    }

    @ParameterizedTest
    @FieldSource("INTERFACES")
    void hasOneMoreMethodInWhatBerthMakes(String type) {
        assertEquals(Delta.MINOR, grown.get(type));
    }

    @ParameterizedTest
    @FieldSource("CLASSES")
    void hasOneMoreFieldInWhatCallersMake(String type) {
        assertEquals(Delta.MINOR, grown.get(type));
    }

    /** So that it is known to be able to fail. */
    @Test
    void isAnotherApiWithOneMoreComponentInARecord() {
        assertEquals(Delta.MAJOR, broken.get(RECORD));
        assertEquals(Delta.MAJOR, broken.get(CONSUMERS));
        assertEquals(Delta.MAJOR, broken.get("dev.berth.capability"));
        assertEquals(Delta.UNCHANGED, broken.get("dev.berth.spi"));
    }
}
