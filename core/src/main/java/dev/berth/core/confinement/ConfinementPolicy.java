package dev.berth.core.confinement;

import dev.berth.core.word.WordValues;
import dev.berth.shared.confinement.ConfinementForm;
import dev.berth.shared.confinement.ConfinementWord;
import dev.berth.shared.confinement.MemorySize;
import dev.berth.shared.oci.DefaultCapabilities;
import dev.berth.shared.word.ManagerWord;
import dev.berth.spi.Confinement;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The values by which a plugin is confined. Immutable. */
public final class ConfinementPolicy implements Confinement {
    /** What can be set of it. */
    public static final List<ManagerWord> WORDS = List.of(ConfinementWord.values());

    private final WordValues<ConfinementWord> values;

    private ConfinementPolicy(WordValues<ConfinementWord> values) {
        this.values = values;
    }

    /** Returns the defaults where nothing is configured. */
    public static ConfinementPolicy standard() {
        Map<ConfinementWord, String> values = new EnumMap<>(ConfinementWord.class);
        values.put(ConfinementWord.PIDS, "512");
        values.put(ConfinementWord.MEMORY, ConfinementForm.UNLIMITED);
        values.put(ConfinementWord.CPUS, ConfinementForm.UNLIMITED);
        values.put(ConfinementWord.SHARED_MEMORY, "64m");
        values.put(ConfinementWord.SECCOMP, "default");
        values.put(ConfinementWord.NO_NEW_PRIVILEGES, "true");
        values.put(ConfinementWord.READ_ONLY, "false");
        return new ConfinementPolicy(WordValues.of(ConfinementWord.class, values));
    }

    /**
     * Returns this policy with what is set; words and values that are not known are passed over.
     */
    public ConfinementPolicy with(Map<String, String> set) {
        return new ConfinementPolicy(values.with(set));
    }

    /** Returns all words that have a value. */
    public Map<String, String> words() {
        return values.words();
    }

    @Override
    public Seccomp seccomp() {
        return Seccomp.valueOf(values.get(ConfinementWord.SECCOMP).toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean noNewPrivileges() {
        return Boolean.parseBoolean(values.get(ConfinementWord.NO_NEW_PRIVILEGES));
    }

    @Override
    public boolean readOnlyRoot() {
        return Boolean.parseBoolean(values.get(ConfinementWord.READ_ONLY));
    }

    @Override
    public Set<String> droppedCapabilities() {
        return values.find(ConfinementWord.CAP_DROP)
                .map(
                        list ->
                                list.equals(ConfinementForm.ALL)
                                        ? Set.copyOf(DefaultCapabilities.NAMES)
                                        : ConfinementForm.names(list)
                                                .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    @Override
    public Optional<String> appArmorProfile() {
        return values.find(ConfinementWord.APPARMOR);
    }

    @Override
    public OptionalLong pidsLimit() {
        return limit(ConfinementWord.PIDS)
                .map(Long::parseLong)
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public OptionalLong memoryLimit() {
        return limit(ConfinementWord.MEMORY).map(MemorySize::parse).orElseGet(OptionalLong::empty);
    }

    @Override
    public OptionalLong milliCpusLimit() {
        return limit(ConfinementWord.CPUS)
                .map(cpus -> new BigDecimal(cpus).movePointRight(3).longValue())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public long sharedMemorySize() {
        return MemorySize.parse(values.get(ConfinementWord.SHARED_MEMORY)).orElseThrow();
    }

    private Optional<String> limit(ConfinementWord word) {
        return values.find(word).filter(value -> !value.equals(ConfinementForm.UNLIMITED));
    }
}
