package dev.berth.shared.word;

/** The form of a word's value. */
public interface WordForm {

    boolean accepts(String value);

    /** Returns the one text of a value that is accepted: {@code 1m} for {@code 60s}. */
    String canonical(String value);

    /** Returns what a value must be, in words for people. */
    String text();
}
