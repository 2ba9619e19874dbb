package dev.berth.dist.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassNameRuleTest {
    @TempDir Path folder;

    @Test
    void isKeptByTheMainCodeOfAllRooms() throws IOException {
        Path top = Path.of("").toAbsolutePath().getParent();
        List<Path> sources = ClassNameRule.mainSources(top);
        assertTrue(sources.size() > 300, sources.size() + " sources below " + top);
        assertEquals(Map.of(), ClassNameRule.ambiguous(sources));
    }

    @Test
    void findsTwoClassesOfOneName() throws IOException {
        Path one = write("one", "Ticket", "class Ticket {}");
        Path other = write("other", "Ticket", "record Ticket(int number) {}");
        assertEquals(
                Map.of("Ticket", Set.of(one, other)), ClassNameRule.ambiguous(List.of(one, other)));
    }

    @Test
    void findsANestedClassThatIsCalledAsAnother() throws IOException {
        Path one = write("one", "Ticket", "class Ticket {}");
        Path other =
                write(
                        "other",
                        "Desk",
                        "class Desk {\n"
                                + "    @Deprecated\n"
                                + "    private static final class Ticket {}\n"
                                + "}");
        assertEquals(
                Map.of("Ticket", Set.of(one, other)), ClassNameRule.ambiguous(List.of(one, other)));
    }

    @Test
    void takesNestedClassesOfOneNameForTheyAreSaidWithTheirOuterOnes() throws IOException {
        Path one = write("one", "Ticket", "class Ticket {\n    enum Kind {}\n}");
        Path other = write("other", "Desk", "class Desk {\n    enum Kind {}\n}");
        assertEquals(Map.of(), ClassNameRule.ambiguous(List.of(one, other)));
    }

    @Test
    void takesWhatIsOnlyInCommentsAndTextForNone() throws IOException {
        Path one = write("one", "Ticket", "class Ticket {}");
        Path other =
                write(
                        "other",
                        "Desk",
                        "/** A\nclass Ticket of its own. */\nclass Desk {\n    // a\n"
                                + "    // record Ticket\n    String s = \"class Ticket\";\n}");
        assertEquals(Map.of(), ClassNameRule.ambiguous(List.of(one, other)));
    }

    private Path write(String packageName, String name, String text) throws IOException {
        Path file = folder.resolve(packageName).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "package " + packageName + ";\n\n" + text + "\n");
    }
}
