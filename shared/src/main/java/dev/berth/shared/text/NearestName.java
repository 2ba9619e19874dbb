package dev.berth.shared.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The name that was meant by one that is mistyped, by their edit distance (Levenshtein). */
public final class NearestName {
    private static final int LETTERS_PER_MISTAKE = 6;

    private NearestName() {}

    /** Returns the nearest name, if there is one with a mistake or two. */
    public static Optional<String> of(String typed, Collection<String> names) {
        return of(typed, names, name -> name);
    }

    /**
     * Returns the nearest name, if there is one with a mistake or two.
     *
     * @param part what of a name is compared
     */
    public static Optional<String> of(
            String typed, Collection<String> names, UnaryOperator<String> part) {
        int mistakes = 1 + typed.length() / LETTERS_PER_MISTAKE;
        return names.stream()
                .filter(name -> Math.abs(typed.length() - part.apply(name).length()) <= mistakes)
                .filter(name -> distance(typed, part.apply(name)) <= mistakes)
                .min(Comparator.comparingInt(name -> distance(typed, part.apply(name))));
    }

    /** Returns how many letters are to be changed, added or left out. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int before = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int same = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
                int changed = Math.min(before + same, Math.min(row[column], row[column - 1]) + 1);
                before = row[column];
                row[column] = changed;
            }
        }
        return row[other.length()];
    }
}
