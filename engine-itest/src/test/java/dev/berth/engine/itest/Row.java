package dev.berth.engine.itest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One command or request that is given to both engines.
 *
 * @param kind its first word: {@code docker}, {@code typing}, a method, …
 * @param words the words after it; quoted ones are one word
 * @param text all of it, as it stands in the script
 * @param explanation why the answers are meant to differ, if they are
 */
record Row(String kind, List<String> words, String text, Explanation explanation) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static Row of(String line, Explanation explanation) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return new Row(words.get(0), words.subList(1, words.size()), line, explanation);
    }
}
