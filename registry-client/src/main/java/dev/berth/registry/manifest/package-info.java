/** Manifests, indexes and configs: their JSON, its limits, the choice of a platform. */
package dev.berth.registry.manifest;
