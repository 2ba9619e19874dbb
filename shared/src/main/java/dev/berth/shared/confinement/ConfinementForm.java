package dev.berth.shared.confinement;

import dev.berth.shared.oci.DefaultCapabilities;
import dev.berth.shared.word.WordForm;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The forms of values by which plugins are confined; Docker's, where it has one. */
public enum ConfinementForm implements WordForm {
    PIDS("a number from 1 to 4194304, or unlimited"),
    MEMORY("a size from 6m, as 64m or 1g, or unlimited"),
    CPUS("a number of CPUs from 0.01 to 10000, as 1.5, or unlimited"),
    SHARED_MEMORY("a size from 64k, as 64m or 1g"),
    SECCOMP("default, unconfined or log"),
    FLAG("true or false"),
    CAPABILITIES(
            "all, or one or more, with a comma between them, of "
                    + String.join(", ", DefaultCapabilities.NAMES)),
    PROFILE("the name of an AppArmor profile");

    public static final String UNLIMITED = "unlimited";
    public static final String ALL = "all";

    private static final String CAPABILITY = "CAP_";
    private static final long LEAST_MEMORY = 6 << 20;
    private static final long LEAST_SHARED_MEMORY = 64 << 10;
    private static final long MOST_PIDS = 4_194_304;

    private final String text;

    ConfinementForm(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean accepts(String value) {
        return switch (this) {
            case PIDS -> isUnlimited(value) || isFrom(value, 1, MOST_PIDS);
            case MEMORY -> isUnlimited(value) || isSize(value, LEAST_MEMORY);
            case CPUS ->
                    isUnlimited(value)
                            || value.matches("\\d{1,4}(\\.\\d{1,3})?")
                                    && new BigDecimal(value).movePointRight(2).intValue() > 0;
            case SHARED_MEMORY -> isSize(value, LEAST_SHARED_MEMORY);
            case SECCOMP -> List.of("default", "unconfined", "log").contains(value);
            case FLAG -> value.equals("true") || value.equals("false");
            case CAPABILITIES ->
                    value.equalsIgnoreCase(ALL)
                            || names(value).allMatch(DefaultCapabilities.NAMES::contains);
            case PROFILE -> value.matches("[A-Za-z0-9][A-Za-z0-9_./-]{0,199}");
        };
    }

    @Override
    public String canonical(String value) {
        return switch (this) {
            case PIDS -> isUnlimited(value) ? UNLIMITED : value;
            case MEMORY, SHARED_MEMORY ->
                    isUnlimited(value)
                            ? UNLIMITED
                            : MemorySize.of(MemorySize.parse(value).orElseThrow());
            case CPUS ->
                    isUnlimited(value)
                            ? UNLIMITED
                            : new BigDecimal(value).stripTrailingZeros().toPlainString();
            case CAPABILITIES ->
                    value.equalsIgnoreCase(ALL)
                            ? ALL
                            : String.join(",", names(value).distinct().sorted().toList());
            case SECCOMP, FLAG, PROFILE -> value;
        };
    }

    /** Returns the capabilities in a list, each with its prefix, as Docker takes them. */
    public static Stream<String> names(String value) {
        return Stream.of(value.toUpperCase(Locale.ROOT).split(",", -1))
                .map(name -> name.startsWith(CAPABILITY) ? name : CAPABILITY + name);
    }

    /** Returns whether it is no limit, which Docker writes {@code -1}. */
    private static boolean isUnlimited(String value) {
        return value.equals(UNLIMITED) || value.equals("-1");
    }

    private static boolean isFrom(String value, long least, long most) {
        return value.matches("[1-9]\\d{0,9}")
                && Long.parseLong(value) >= least
                && Long.parseLong(value) <= most;
    }

    private static boolean isSize(String value, long least) {
        return MemorySize.parse(value).orElse(0) >= least;
    }
}
