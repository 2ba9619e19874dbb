/**
 * Tar archives: one reader, which understands an archive as Go's {@code archive/tar} does or
 * refuses it, and one writer.
 */
package dev.berth.shared.tar;
