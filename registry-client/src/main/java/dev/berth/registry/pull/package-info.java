/** Pulls: from a reference, by mirrors and indexes, to manifest, config and blobs. */
package dev.berth.registry.pull;
