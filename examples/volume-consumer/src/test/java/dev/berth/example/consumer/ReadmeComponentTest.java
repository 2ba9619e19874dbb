package dev.berth.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component that the README shows compiles against the API. */
class ReadmeComponentTest {
    private static final String IMPORTS =
            """
            import dev.berth.driver.volume.VolumeDriver;
            import java.nio.file.Path;
            import java.util.Map;
            import org.osgi.service.component.annotations.*;
            """;

    @TempDir Path classes;

    @Test
    void compiles() throws IOException {
        String component = component();
        assertTrue(component.contains("@Component\npublic class Backup {"), component);
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        compiler.getTask(
                        null,
                        null,
                        messages,
                        List.of("-d", classes.toString(), "-proc:none"),
                        null,
                        List.of(source("Backup", IMPORTS + component)))
                .call();
        assertEquals(
                List.of(),
                messages.getDiagnostics().stream()
                        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                        .map(message -> message.getMessage(Locale.ROOT))
                        .toList());
    }

    /** Returns the block of Java, without the dots in it. */
    private static String component() throws IOException {
        return Files.readAllLines(Path.of("../../README.md")).stream()
                .dropWhile(line -> !line.equals("```java"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .filter(line -> !line.strip().equals("..."))
                .collect(Collectors.joining("\n"));
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(
                URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return text;
            }
        };
    }
}
