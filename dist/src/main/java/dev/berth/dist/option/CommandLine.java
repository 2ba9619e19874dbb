package dev.berth.dist.option;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads the words behind {@code berth start} as Docker's pflag does: {@code --name value}, {@code
 * --name=value}, {@code -n value}, {@code -n=value}, {@code -nvalue}, and several flags in one
 * word.
 */
final class CommandLine {
    private final Deque<String> words;
    private final OptionValues values = new OptionValues();
    private final ArgumentHandler arguments;

    /** Takes what is no option of the engine. */
    @FunctionalInterface
    interface ArgumentHandler {
        /**
         * Takes a word.
         *
         * @param words those behind it, of which it may take some
         */
        void take(String word, Deque<String> words) throws UsageException;
    }

    private CommandLine(List<String> words, ArgumentHandler arguments) {
        this.words = new ArrayDeque<>(words);
        this.arguments = arguments;
    }

    /** Returns the values of all options. */
    static OptionValues read(List<String> words, ArgumentHandler arguments) throws UsageException {
        CommandLine line = new CommandLine(words, arguments);
        while (!line.words.isEmpty()) {
            line.word(line.words.poll());
        }
        return line.values;
    }

    private void word(String word) throws UsageException {
        int equals = word.indexOf('=');
        if (word.startsWith("--")) {
            String name = equals < 0 ? word : word.substring(0, equals);
            option(name, equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)));
        } else if (word.startsWith("-") && word.length() > 1) {
            letters(word);
        } else {
            arguments.take(word, words);
        }
    }

    private void letters(String word) throws UsageException {
        String name = word.substring(0, 2);
        String rest = word.substring(2);
        if (rest.startsWith("=")) {
            option(name, Optional.of(rest.substring(1)));
        } else if (rest.isEmpty()) {
            option(name, Optional.empty());
        } else if (isFlag(name)) {
            option(name, Optional.empty());
            letters("-" + rest);
        } else {
            option(name, Optional.of(rest));
        }
    }

    private static boolean isFlag(String name) {
        return EngineOption.spelled(name).map(EngineOption::isFlag).orElse(false);
    }

    private void option(String name, Optional<String> value) throws UsageException {
        Optional<EngineOption> option = EngineOption.spelled(name);
        Optional<UnsupportedOption> unsupported = UnsupportedOption.spelled(name);
        if (option.isPresent()) {
            boolean flag = option.get().isFlag();
            values.add(option.get(), flag ? flag(name, value) : text(name, value));
        } else if (unsupported.isPresent()) {
            boolean flag = unsupported.get().flag();
            refuse(name, unsupported.get(), flag ? flag(name, value) : text(name, value));
        } else if (value.isPresent()) {
            throw new UsageException("unknown option: " + name);
        } else {
            arguments.take(name, words);
        }
    }

    private void refuse(String name, UnsupportedOption option, String value) throws UsageException {
        if (!option.passes(value)) {
            throw new UsageException("%s means nothing here: %s".formatted(name, option.reason()));
        }
        if (option.idle()) {
            values.note("%s has no effect: %s".formatted(name, option.reason()));
        }
    }

    private static String flag(String name, Optional<String> value) throws UsageException {
        String word = value.orElse("true");
        return Flag.parse(word)
                .map(Object::toString)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "option %s takes true or false, not %s"
                                                .formatted(name, word)));
    }

    private String text(String name, Optional<String> value) throws UsageException {
        String text = value.isPresent() ? value.get() : words.poll();
        if (text == null || text.isEmpty()) {
            throw new UsageException("option %s needs a value".formatted(name));
        }
        return text;
    }
}
