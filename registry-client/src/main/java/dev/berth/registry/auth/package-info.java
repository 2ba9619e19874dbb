/**
 * Authorization with registries: challenges, tokens of token services, and what is kept of them.
 */
package dev.berth.registry.auth;
