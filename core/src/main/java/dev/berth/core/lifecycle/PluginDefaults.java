package dev.berth.core.lifecycle;

import dev.berth.core.confinement.ConfinementPolicy;
import dev.berth.core.supervision.SupervisionPolicy;

/** How plugins are treated of which the user has set nothing, as the manager is configured now. */
public interface PluginDefaults {

    SupervisionPolicy supervision();

    ConfinementPolicy confinement();

    /** Returns how much of each plugin's output is kept, in bytes. */
    long outputLimit();
}
