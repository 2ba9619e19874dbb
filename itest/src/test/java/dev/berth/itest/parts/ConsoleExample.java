package dev.berth.itest.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A console session in a fenced block of a document of Berth's. */
public record ConsoleExample(List<Step> steps) {
    private static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));
    private static final String FENCE = "```";
    private static final Pattern COMMAND = Pattern.compile("(\\$|#|berth>) (.+)");

    /**
     * One command.
     *
     * @param prompt {@code $}, {@code #} or {@code berth>}
     * @param output the lines that a reader is shown below it
     */
    public record Step(String prompt, String command, List<String> output) {
        /** Returns one at a shell's prompt. */
        public static Step of(String command, String... output) {
            return new Step("$", command, List.of(output));
        }

        /** Returns the same command with these lines below it. */
        public Step showing(List<String> lines) {
            return new Step(prompt, command, lines);
        }

        /** Returns what is on the screen of it. */
        public Stream<String> lines() {
            return Stream.concat(Stream.of(prompt + " " + command), output.stream());
        }

        /** Returns whether the command begins so, at a shell's prompt. */
        public boolean isShell(String begin) {
            return !prompt.equals("berth>") && command.startsWith(begin);
        }
    }

    /** Returns what is on the screen of it. */
    public List<String> lines() {
        return steps.stream().flatMap(Step::lines).toList();
    }

    /** Returns it without a command. */
    public ConsoleExample without(String command) {
        return new ConsoleExample(
                steps.stream().filter(step -> !step.command().equals(command)).toList());
    }

    /** Returns the sessions of a document, in its order. */
    public static List<ConsoleExample> of(String document) throws IOException {
        List<ConsoleExample> examples = new ArrayList<>();
        List<String> block = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(CHECKOUT.resolve(document))) {
            if (!line.startsWith(FENCE)) {
                block.add(line);
                continue;
            }
            if (inside && COMMAND.matcher(block.get(0)).matches()) {
                examples.add(new ConsoleExample(steps(block)));
            }
            inside = !inside;
            block.clear();
        }
        return examples;
    }

    private static List<Step> steps(List<String> block) {
        List<Step> steps = new ArrayList<>();
        for (String line : block) {
            Matcher command = COMMAND.matcher(line);
            if (command.matches()) {
                steps.add(new Step(command.group(1), command.group(2), new ArrayList<>()));
            } else {
                steps.get(steps.size() - 1).output().add(line);
            }
        }
        return steps;
    }
}
