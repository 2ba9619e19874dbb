package dev.berth.dist.option;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The text of {@code --help}. */
public final class Usage {
    private static final int INDENT = 32;
    private static final int WIDTH = 88;
    private static final String HEAD =
            """
            Usage:  berth start [OPTIONS]            run the engine until SIGTERM or Ctrl-C
                    berth shell [OPTIONS]            the same, with a shell
                    berth shell [OPTIONS] SCRIPT     run the commands of a file, then stop
                    berth shell [OPTIONS] -c COMMAND run one command, then stop

            Options, in Berth's and in dockerd's spelling:
            """;
    private static final String END =
            """

            What else dockerd takes is for containers, and is refused with the reason.
            """;

    private Usage() {}

    /** Returns it. */
    public static String text() {
        return Arrays.stream(EngineOption.values())
                .map(Usage::row)
                .collect(Collectors.joining("", HEAD, END));
    }

    private static String row(EngineOption option) {
        String synopsis = option.synopsis();
        String left = (synopsis.startsWith("--") ? "      " : "  ") + synopsis;
        StringBuilder row = new StringBuilder(left);
        int column = left.length();
        if (column > INDENT - 2) {
            row.append('\n');
            column = 0;
        }
        row.append(" ".repeat(INDENT - column));
        column = INDENT;
        for (String word : option.help().split(" ")) {
            if (column + word.length() > WIDTH) {
                row.setLength(row.length() - 1);
                row.append('\n').append(" ".repeat(INDENT));
                column = INDENT;
            }
            row.append(word).append(' ');
            column += word.length() + 1;
        }
        return row.toString().stripTrailing() + '\n';
    }
}
