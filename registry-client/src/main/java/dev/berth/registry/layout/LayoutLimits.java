package dev.berth.registry.layout;

import dev.berth.registry.manifest.DocumentLimits;

/**
 * Upper limits for layouts.
 *
 * @param archiveEntries how many entries an archive may have
 */
public record LayoutLimits(DocumentLimits documents, int archiveEntries) {}
