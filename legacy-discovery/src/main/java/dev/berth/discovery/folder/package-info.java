/** Knows the folders to search, and in which order the files of a name count. */
package dev.berth.discovery.folder;
