/** Reads a plugin's config, {@code application/vnd.docker.plugin.v1+json}. */
package dev.berth.core.config;
