package dev.berth.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.berth.engine.support.EngineTest;
import dev.berth.plugin.Plugin;
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
        texts.update(List.of(before));
        String text = texts.of(before);
        assertSame(text, texts.of(before));
        texts.update(List.of(before));
        assertSame(text, texts.of(before));
        engine.plugins().set("a/x", List.of("DEBUG=1")).await();
        Plugin after = plugin("a/x");
        assertNotEquals(text, texts.of(after));
        texts.update(List.of(after));
        assertNotSame(text, texts.of(before));
        assertEquals(text, texts.of(before));
    }

    @Test
    void areForgottenWithTheirPlugin() {
        engine.plugins().add("a/x", RICH);
        Plugin plugin = plugin("a/x");
        texts.update(List.of(plugin));
        String text = texts.of(plugin);
        texts.update(List.of());
        assertNotSame(text, texts.of(plugin));
    }
}
