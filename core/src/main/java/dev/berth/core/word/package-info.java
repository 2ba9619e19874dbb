/** Settings that are the manager's and not a plugin's own: {@code @WORD=VALUE}. */
package dev.berth.core.word;
