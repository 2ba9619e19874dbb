/** Plugin events as Docker shows and filters them, and the last of them. */
package dev.berth.shared.event;
