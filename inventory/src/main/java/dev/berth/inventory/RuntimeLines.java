package dev.berth.inventory;

import dev.berth.shared.text.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The programs of a plugin runtime with their versions, a line for each. */
final class RuntimeLines {
    private static final int MOST = 16;

    private RuntimeLines() {}

    /**
     * Returns the lines; one that says why if there are none.
     *
     * @param versions asks a runtime, which is foreign code
     */
    static List<String> of(Callable<Map<String, String>> versions) {
        try {
            return versions.call().entrySet().stream()
                    .limit(MOST)
                    .map(program -> program.getKey() + ": " + program.getValue())
                    .map(PrintableText::shortened)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("runtime: was not asked to the end for its versions");
        } catch (Exception | LinkageError e) {
            return List.of(
                    "runtime: does not tell its versions: " + PrintableText.shortened("" + e));
        }
    }
}
