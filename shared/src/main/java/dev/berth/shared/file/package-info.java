/**
 * Files that are replaced whole or not at all, folders that are synced, folders that nobody else
 * can write to, trees that are deleted, mounts that are listed, files of listening sockets.
 */
package dev.berth.shared.file;
