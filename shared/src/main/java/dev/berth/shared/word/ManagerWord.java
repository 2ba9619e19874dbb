package dev.berth.shared.word;

/** What can be set of how the manager treats a plugin: {@code @WORD=VALUE}. */
public interface ManagerWord {

    /** Returns the word, without its mark. */
    String key();

    WordForm form();
}
