package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.berth.engine.support.EngineTest;
import dev.berth.plugin.Plugin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginTextsTest extends EngineTest {
    private final PluginTexts texts = new PluginTexts();

    private Plugin plugin(String name) {
        return engine.plugins().find(name);
    }

    @Test
    void areWrittenOnceUntilAPluginChanges() throws Exception {
        engine.plugins().add("a/x", RICH);
        Plugin before = plugin("a/x");
        byte[] document = texts.document(before);
        assertSame(document, texts.document(before));
        texts.update(List.of(before));
        assertSame(document, texts.document(before));
        engine.plugins().set("a/x", List.of("DEBUG=1")).await();
        Plugin after = plugin("a/x");
        assertFalse(Arrays.equals(document, texts.document(after)));
        assertNotSame(document, texts.document(before));
        assertArrayEquals(document, texts.document(before));
    }

    @Test
    void areForgottenWithTheirPlugin() {
        engine.plugins().add("a/x", RICH);
        Plugin plugin = plugin("a/x");
        byte[] document = texts.document(plugin);
        texts.update(List.of());
        assertNotSame(document, texts.document(plugin));
    }

    @Test
    void makeAList() {
        engine.plugins().add("a/x", RICH);
        engine.plugins().add("a/y", RICH);
        List<Plugin> both = List.of(plugin("a/x"), plugin("a/y"));
        String expected =
                "[%s,%s]\n".formatted(text(both.get(0)).strip(), text(both.get(1)).strip());
        assertEquals(expected, new String(texts.documents(both), StandardCharsets.UTF_8));
        assertEquals("[]\n", new String(texts.documents(List.of()), StandardCharsets.UTF_8));
    }

    private String text(Plugin plugin) {
        return new String(texts.document(plugin), StandardCharsets.UTF_8);
    }
}
