package dev.berth.dist.rules;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The rule that the simple name of a top-level class stands for one thing: no other class has it,
 * nested ones included. Nested classes may share a name: they are said with their outer class.
 */
final class ClassNameRule {
    private static final Pattern TEXT_AND_COMMENTS =
            Pattern.compile(
                    "/\\*(?:[^*]|\\*(?!/))*+\\*/|//[^\n]*|\"\"\"(?:[^\"]|\"(?!\"\"))*+\"\"\""
                            + "|\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)++'");
    private static final Pattern DECLARATION =
            Pattern.compile("(?<![.\\w])(?:class|interface|enum|record)\\s+([A-Z]\\w*)");

    private ClassNameRule() {}

    /** Returns the sources of the main code of all rooms. */
    static List<Path> mainSources(Path top) throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(
                top,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        String name = folder.getFileName().toString();
                        return Set.of("target", "test", ".git").contains(name)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().matches(".*/src/main/java/.*/[A-Z]\\w*\\.java")) {
                            sources.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return sources;
    }

    /** Returns the names that stand for more than one thing, and where. */
    static Map<String, Set<Path>> ambiguous(List<Path> sources) throws IOException {
        Map<String, Set<Path>> top = new TreeMap<>();
        Map<String, Set<Path>> all = new TreeMap<>();
        for (Path source : sources) {
            String own = source.getFileName().toString().replace(".java", "");
            top.computeIfAbsent(own, name -> new TreeSet<>()).add(source);
            String code = TEXT_AND_COMMENTS.matcher(Files.readString(source)).replaceAll("");
            DECLARATION
                    .matcher(code)
                    .results()
                    .forEach(
                            found ->
                                    all.computeIfAbsent(found.group(1), name -> new TreeSet<>())
                                            .add(source));
        }
        all.keySet().retainAll(top.keySet());
        all.values().removeIf(places -> places.size() == 1);
        return all;
    }
}
