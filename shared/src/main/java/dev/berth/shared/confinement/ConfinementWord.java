package dev.berth.shared.confinement;

import dev.berth.shared.word.ManagerWord;
import dev.berth.shared.word.WordForm;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be set of how a plugin's process is confined: {@code @WORD=VALUE}. */
public enum ConfinementWord implements ManagerWord {
    PIDS("limit.pids", ConfinementForm.PIDS),
    MEMORY("limit.memory", ConfinementForm.MEMORY),
    CPUS("limit.cpus", ConfinementForm.CPUS),
    SHARED_MEMORY("limit.shm", ConfinementForm.SHARED_MEMORY),
    SECCOMP("security.seccomp", ConfinementForm.SECCOMP),
    NO_NEW_PRIVILEGES("security.no-new-privileges", ConfinementForm.FLAG),
    READ_ONLY("security.read-only", ConfinementForm.FLAG),
    CAP_DROP("security.cap-drop", ConfinementForm.CAPABILITIES),
    APPARMOR("security.apparmor", ConfinementForm.PROFILE);

    private final String key;
    private final ConfinementForm form;

    ConfinementWord(String key, ConfinementForm form) {
        this.key = key;
        this.form = form;
    }

    /** Returns the word of this key. */
    public static Optional<ConfinementWord> find(String key) {
        return Arrays.stream(values()).filter(word -> word.key.equals(key)).findFirst();
    }

    /** Returns the keys of all words, for people. */
    public static String keys() {
        return Arrays.stream(values()).map(word -> word.key).collect(Collectors.joining(", "));
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
