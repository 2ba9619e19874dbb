/** Pushes: the blobs that a repository lacks, then the manifest. */
package dev.berth.registry.push;
