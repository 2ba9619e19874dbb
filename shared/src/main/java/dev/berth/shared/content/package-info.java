/**
 * Streams of content: what reads them in one place, hands them to another thread, and what verifies
 * them.
 */
package dev.berth.shared.content;
