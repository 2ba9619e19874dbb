/**
 * The documents that {@code plugin:apply} reads, YAML 1.2 or JSON: each scalar is the text that is
 * written there, and everything knows its place. Pure: bytes in, values out.
 */
package dev.berth.desired.document;
