package dev.berth.engine.support;

import dev.berth.plugin.Privilege;
import java.util.List;

/** A plugin that a pretended registry has. */
public record PublishedPlugin(String document, List<Privilege> privileges) {}
