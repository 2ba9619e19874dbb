package dev.berth.core.confinement;

import dev.berth.plugin.Privilege;
import dev.berth.shared.confinement.ConfinementWord;
import dev.berth.spi.Confinement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Computes which measures a change of a plugin's confinement lifts: those that then leave it more
 * than the manager's default does, and more than it had. That is a privilege.
 */
public final class LiftedMeasures {
    private static final Map<ConfinementWord, ToLongFunction<Confinement>> FREEDOM =
            Map.of(
                    ConfinementWord.SECCOMP,
                    c -> c.seccomp() == Confinement.Seccomp.DEFAULT ? 0 : 1,
                    ConfinementWord.NO_NEW_PRIVILEGES,
                    c -> c.noNewPrivileges() ? 0 : 1,
                    ConfinementWord.PIDS,
                    c -> number(c.pidsLimit()),
                    ConfinementWord.MEMORY,
                    c -> number(c.memoryLimit()),
                    ConfinementWord.CPUS,
                    c -> number(c.milliCpusLimit()),
                    ConfinementWord.SHARED_MEMORY,
                    Confinement::sharedMemorySize);

    private LiftedMeasures() {}

    /** Returns one privilege with all of them, or none. */
    public static List<Privilege> of(
            ConfinementPolicy defaults, ConfinementPolicy before, ConfinementPolicy after) {
        List<String> lifted = new ArrayList<>();
        for (ConfinementWord word : ConfinementWord.values()) {
            ToLongFunction<Confinement> freedom = FREEDOM.getOrDefault(word, c -> 0);
            long had = Math.max(freedom.applyAsLong(defaults), freedom.applyAsLong(before));
            if (freedom.applyAsLong(after) > had) {
                lifted.add("@" + word.key() + "=" + after.words().get(word.key()));
            }
        }
        return lifted.isEmpty()
                ? List.of()
                : List.of(
                        Privilege.of(
                                "confinement",
                                "permissions to lift measures that confine the plugin",
                                lifted));
    }

    private static long number(OptionalLong limit) {
        return limit.orElse(Long.MAX_VALUE);
    }
}
