package dev.berth.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The help of a command, laid out as that of docker's client. */
public final class UsageText {
    private static final int LONGEST_LINE = 80;
    private static final String GAP = "   ";

    private UsageText() {}

    /** Returns {@code Usage: plugin:rm [OPTIONS] PLUGIN [PLUGIN...]}. */
    public static String line(CommandSyntax syntax) {
        return "Usage:  %s%s %s"
                .formatted(
                        syntax.command(),
                        syntax.flags().isEmpty() ? "" : " [OPTIONS]",
                        syntax.arguments())
                .strip();
    }

    /** Returns the lines of the whole help. */
    public static List<String> lines(CommandSyntax syntax) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(line(syntax));
        lines.add("");
        lines.add(sentence(syntax.summary()));
        if (!syntax.flags().isEmpty()) {
            lines.add("");
            lines.add("Options:");
            int width = syntax.flags().stream().mapToInt(f -> begin(f).length()).max().orElse(0);
            syntax.flags().forEach(flag -> addFlag(lines, flag, width));
        }
        return lines;
    }

    /** Returns a phrase with its first letter large. */
    public static String sentence(String phrase) {
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }

    private static String begin(CommandFlag flag) {
        String indent = flag.names().get(0).startsWith("--") ? "      " : "  ";
        return indent + flag.shown() + (flag.takesValue() ? " " + flag.value() : "");
    }

    private static void addFlag(List<String> lines, CommandFlag flag, int width) {
        String before = begin(flag);
        StringBuilder line = new StringBuilder(before + " ".repeat(width - before.length()) + GAP);
        int indent = line.length();
        for (String word : sentence(flag.description()).split(" ")) {
            if (line.length() > indent && line.length() + word.length() >= LONGEST_LINE) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent));
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
    }
}
