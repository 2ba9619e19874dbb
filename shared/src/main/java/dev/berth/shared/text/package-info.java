/** Text of plugins, registries and other bundles, made fit for terminals, logs and messages. */
package dev.berth.shared.text;
