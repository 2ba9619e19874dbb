/** A plugin that speaks all six protocols, for tests of those who call it. */
package dev.berth.testing.protocols;
