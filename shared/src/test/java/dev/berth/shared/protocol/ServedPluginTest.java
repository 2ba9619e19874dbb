package dev.berth.shared.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServedPluginTest {
    private static final MessageForm<String> TEXT = MessageForm.text("Text");
    private static final byte[] NOTHING = new byte[0];

    private final ServedPlugin plugin =
            new ServedPlugin(List.of(protocol("One", "Err"), protocol("Two", "Error")));

    private static ServedProtocol protocol(String name, String errorMember) {
        return new ServedProtocol(name, errorMember, failure -> {})
                .on(ProtocolMethod.ask(name + ".Get", TEXT, TEXT), text -> name)
                .on(
                        ProtocolMethod.ask(name + ".Fail", TEXT, TEXT),
                        text -> {
                            throw new UncheckedIOException(new IOException("disk full"));
                        });
    }

    private String call(String method) {
        ProtocolReply reply = plugin.call(method, NOTHING);
        return reply.status() + " " + new String(reply.text(), StandardCharsets.UTF_8);
    }

    @Test
    void namesItsProtocolsInTheirOrder() {
        assertEquals("200 {\"Implements\":[\"One\",\"Two\"]}", call("Plugin.Activate"));
    }

    @Test
    void findsTheProtocolOfAMethod() {
        assertEquals("200 {\"Text\":\"Two\"}", call("Two.Get"));
        assertEquals("404 {\"Err\":\"no method Three.Get\"}", call("Three.Get"));
    }

    @Test
    void saysWhatAnExceptionSaysThatIsOnlyWrapped() {
        assertEquals("500 {\"Err\":\"disk full\"}", call("One.Fail"));
        assertEquals("500 {\"Err\":\"disk full\",\"Error\":\"disk full\"}", call("Two.Fail"));
    }

    @Test
    void endsWhatEachOfItsProtocolsHoldsAlsoWhenOneThrows() {
        List<String> told = new ArrayList<>();
        AssertionError error = new AssertionError("one");
        List<ServedProtocol> protocols =
                Stream.of("One", "Two")
                        .map(
                                name ->
                                        new ServedProtocol(
                                                        name,
                                                        "Err",
                                                        failure -> told.add(failure.toString()))
                                                .on(
                                                        ProtocolMethod.ask(
                                                                name + ".Get", TEXT, TEXT),
                                                        text -> name)
                                                .closing(
                                                        () -> {
                                                            throw error;
                                                        }))
                        .toList();
        new ServedPlugin(protocols).close();
        assertEquals(List.of(error.toString(), error.toString()), told);
    }

    @Test
    void hasOneDriverOfEachProtocol() {
        List<ServedProtocol> twice = List.of(protocol("One", "Err"), protocol("One", "Err"));
        assertThrows(IllegalArgumentException.class, () -> new ServedPlugin(twice));
        assertThrows(IllegalArgumentException.class, () -> new ServedPlugin(List.of()));
    }
}
