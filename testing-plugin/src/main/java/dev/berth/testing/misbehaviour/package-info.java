/** The sample plugin, misbehaving as a test wants it: what its clients have to bear. */
package dev.berth.testing.misbehaviour;
