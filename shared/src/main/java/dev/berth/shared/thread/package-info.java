/** Makes named daemon threads. */
package dev.berth.shared.thread;
