package dev.berth.core.supervision;

import dev.berth.core.word.WordValues;
import dev.berth.shared.word.DurationText;
import dev.berth.shared.word.ManagerWord;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values by which a plugin is supervised. Immutable. */
public final class SupervisionPolicy {
    /** What can be set of it. */
    public static final List<ManagerWord> WORDS = List.of(SupervisionWord.values());

    private final WordValues<SupervisionWord> values;

    private SupervisionPolicy(WordValues<SupervisionWord> values) {
        this.values = values;
    }

    /** Returns the defaults where nothing is configured. */
    public static SupervisionPolicy standard() {
        Map<SupervisionWord, String> values = new EnumMap<>(SupervisionWord.class);
        values.put(SupervisionWord.START_TIMEOUT, "30s");
        values.put(SupervisionWord.STOP_TIMEOUT, "10s");
        values.put(SupervisionWord.HEALTH_PROBE, "connect");
        values.put(SupervisionWord.HEALTH_METHOD, "Plugin.Activate");
        values.put(SupervisionWord.HEALTH_INTERVAL, "10s");
        values.put(SupervisionWord.HEALTH_TIMEOUT, "5s");
        values.put(SupervisionWord.HEALTH_THRESHOLD, "3");
        values.put(SupervisionWord.RESTART_DELAY, "100ms");
        values.put(SupervisionWord.RESTART_DELAY_MAX, "30s");
        values.put(SupervisionWord.RESTART_RESET, "10s");
        values.put(SupervisionWord.CRASH_BUDGET, "10");
        values.put(SupervisionWord.CRASH_WINDOW, "10m");
        return new SupervisionPolicy(WordValues.of(SupervisionWord.class, values));
    }

    /**
     * Returns this policy with what is set; words and values that are not known are passed over.
     */
    public SupervisionPolicy with(Map<String, String> set) {
        return new SupervisionPolicy(values.with(set));
    }

    /** Returns all words with their values. */
    public Map<String, String> words() {
        return values.words();
    }

    /**
     * Returns how long a start may take.
     *
     * @param set what the user has set of this plugin: it comes before what was asked for
     * @param asked the limit that was asked for when it was enabled, or zero
     */
    public Duration startLimit(Map<String, String> set, Duration asked) {
        boolean isSet = set.containsKey(SupervisionWord.START_TIMEOUT.key());
        boolean isAsked = !asked.isZero() && !asked.isNegative();
        return isSet || !isAsked ? duration(SupervisionWord.START_TIMEOUT) : asked;
    }

    /** Returns how long SIGTERM may take before SIGKILL follows. */
    public Duration stopLimit() {
        return duration(SupervisionWord.STOP_TIMEOUT);
    }

    public ProbeKind probe() {
        return ProbeKind.valueOf(values.get(SupervisionWord.HEALTH_PROBE).toUpperCase(Locale.ROOT));
    }

    /** Returns what an HTTP probe asks for. */
    public String probeMethod() {
        return values.get(SupervisionWord.HEALTH_METHOD);
    }

    public Duration probeInterval() {
        return duration(SupervisionWord.HEALTH_INTERVAL);
    }

    public Duration probeLimit() {
        return duration(SupervisionWord.HEALTH_TIMEOUT);
    }

    /** Returns how many probes must fail in a row for the plugin to be replaced. */
    public int probeThreshold() {
        return count(SupervisionWord.HEALTH_THRESHOLD);
    }

    public Duration firstDelay() {
        return duration(SupervisionWord.RESTART_DELAY);
    }

    public Duration longestDelay() {
        return duration(SupervisionWord.RESTART_DELAY_MAX);
    }

    /** Returns after what time of health the back-off begins anew. */
    public Duration resetAfter() {
        return duration(SupervisionWord.RESTART_RESET);
    }

    /** Returns after how many crashes within the window a plugin has failed; 0 for never. */
    public int crashBudget() {
        return count(SupervisionWord.CRASH_BUDGET);
    }

    public Duration crashWindow() {
        return duration(SupervisionWord.CRASH_WINDOW);
    }

    private Duration duration(SupervisionWord word) {
        return DurationText.parse(values.get(word)).orElseThrow();
    }

    private int count(SupervisionWord word) {
        return Integer.parseInt(values.get(word));
    }
}
