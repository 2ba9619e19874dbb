package dev.berth.core.driver;

import dev.berth.capability.Capability;
import dev.berth.driver.DriverFactory;

/** A capability, and what makes the typed drivers of it. */
public record TypedCapability(Capability capability, DriverFactory<?> factory) {}
