package dev.berth.core.confinement;

import dev.berth.core.word.ManagerWord;
import dev.berth.core.word.WordForm;

/** What can be set of how a plugin's process is confined: {@code @WORD=VALUE}. */
enum ConfinementWord implements ManagerWord {
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

    @Override
    public String key() {
        return key;
    }

    @Override
    public WordForm form() {
        return form;
    }
}
