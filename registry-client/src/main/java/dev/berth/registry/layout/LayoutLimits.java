package dev.berth.registry.layout;

import dev.berth.registry.manifest.DocumentLimits;

/**
 * How much of a layout is taken in.
 *
 * @param archiveEntries how many entries an archive may have
 */
public record LayoutLimits(DocumentLimits documents, int archiveEntries) {}
