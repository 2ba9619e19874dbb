package dev.berth.testing.plugin;

import dev.berth.plugin.Progress;

/** A step of a long work. */
public record ProgressFixture(Phase phase, String subject, long current, long total)
        implements Progress {}
