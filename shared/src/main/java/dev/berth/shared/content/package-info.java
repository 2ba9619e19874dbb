/** Streams of content: what reads them in one place, and what verifies them. */
package dev.berth.shared.content;
