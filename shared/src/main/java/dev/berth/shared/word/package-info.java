/** Settings that are the manager's and not a plugin's own: a word, and the form of its value. */
package dev.berth.shared.word;
