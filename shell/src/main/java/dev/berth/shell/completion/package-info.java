/** Tab completion of the commands in Gogo's JLine shell, made of their annotations. */
package dev.berth.shell.completion;
