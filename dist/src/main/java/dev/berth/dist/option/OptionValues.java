package dev.berth.dist.option;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of the options that were given, as they were written. */
final class OptionValues {
    private final Map<EngineOption, List<String>> given = new EnumMap<>(EngineOption.class);
    private final List<String> notices = new ArrayList<>();

    /** Adds a value; of an option that is not repeatable the last one counts. */
    void add(EngineOption option, String value) {
        List<String> values = given.computeIfAbsent(option, any -> new ArrayList<>());
        if (!option.isRepeatable()) {
            values.clear();
        }
        values.add(value);
    }

    /** Notes what is let pass and has no effect. */
    void note(String notice) {
        notices.add(notice);
    }

    /** Returns all values of an option. */
    List<String> all(EngineOption option) {
        return given.getOrDefault(option, List.of());
    }

    /** Returns the value of an option. */
    Optional<String> one(EngineOption option) {
        return all(option).stream().findFirst();
    }

    /** Returns whether a flag was given; empty if nothing was said of it. */
    Optional<Boolean> flag(EngineOption option) {
        return one(option).flatMap(Flag::parse);
    }

    /** Returns whether a flag was given, and not with {@code =false}. */
    boolean isSet(EngineOption option) {
        return flag(option).orElse(false);
    }

    Set<EngineOption> options() {
        return given.keySet();
    }

    List<String> notices() {
        return notices;
    }
}
