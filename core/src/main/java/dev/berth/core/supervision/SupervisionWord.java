package dev.berth.core.supervision;

import dev.berth.shared.word.DurationText;
import dev.berth.shared.word.ManagerWord;
import dev.berth.shared.word.WordForm;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be set of a plugin's supervision: {@code @WORD=VALUE}. */
enum SupervisionWord implements ManagerWord {
    START_TIMEOUT("start.timeout", Form.DURATION),
    STOP_TIMEOUT("stop.timeout", Form.DURATION_OR_ZERO),
    HEALTH_PROBE("health.probe", Form.PROBE),
    HEALTH_METHOD("health.method", Form.METHOD),
    HEALTH_INTERVAL("health.interval", Form.DURATION),
    HEALTH_TIMEOUT("health.timeout", Form.DURATION),
    HEALTH_THRESHOLD("health.threshold", Form.COUNT),
    RESTART_DELAY("restart.delay", Form.DURATION),
    RESTART_DELAY_MAX("restart.delay.max", Form.DURATION),
    RESTART_RESET("restart.reset", Form.DURATION),
    CRASH_BUDGET("crash.budget", Form.COUNT_OR_ZERO),
    CRASH_WINDOW("crash.window", Form.DURATION);

    /** The form of a word's value. */
    private enum Form implements WordForm {
        DURATION("a duration from 1ms to 24h, as 1m30s or 500ms"),
        DURATION_OR_ZERO("a duration from 0s to 24h, as 1m30s or 500ms"),
        COUNT("a number from 1 to 1000"),
        COUNT_OR_ZERO("a number from 0 to 1000"),
        PROBE("connect, http or none"),
        METHOD("a method as Plugin.Activate");

        private final String text;

        Form(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public boolean accepts(String value) {
            return switch (this) {
                case DURATION -> duration(value).filter(d -> !d.isZero()).isPresent();
                case DURATION_OR_ZERO -> duration(value).isPresent();
                case COUNT -> value.matches("[1-9]\\d{0,2}|1000");
                case COUNT_OR_ZERO -> value.matches("0|[1-9]\\d{0,2}|1000");
                case PROBE ->
                        Stream.of(ProbeKind.values()).anyMatch(kind -> kind.word().equals(value));
                case METHOD -> value.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");
            };
        }

        @Override
        public String canonical(String value) {
            boolean isDuration = this == DURATION || this == DURATION_OR_ZERO;
            return isDuration ? duration(value).map(DurationText::of).orElseThrow() : value;
        }

        private static Optional<Duration> duration(String value) {
            return DurationText.parse(value).filter(d -> d.compareTo(Duration.ofHours(24)) <= 0);
        }
    }

    private final String key;
    private final Form form;

    SupervisionWord(String key, Form form) {
        this.key = key;
        this.form = form;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public WordForm form() {
        return form;
    }
}
