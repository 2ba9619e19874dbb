/** Files that commands read plugins from and write them to. */
package dev.berth.shell.archive;
