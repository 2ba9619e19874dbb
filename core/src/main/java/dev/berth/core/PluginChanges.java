package dev.berth.core;

import dev.berth.core.install.HotUpgrader;
import dev.berth.core.install.Rollback;
import dev.berth.core.install.Upgrader;
import dev.berth.core.lifecycle.Configurer;
import dev.berth.core.lifecycle.Lifecycle;
import dev.berth.core.lifecycle.Remover;

/** The parts that change an installed plugin; {@link Supervisor} puts them on its queue. */
record PluginChanges(
        Lifecycle lifecycle,
        Configurer configurer,
        Upgrader upgrader,
        HotUpgrader hotUpgrader,
        Rollback rollback,
        Remover remover) {}
