/**
 * Files that are replaced whole or not at all, folders that are synced, trees that are deleted,
 * mounts that are listed.
 */
package dev.berth.shared.file;
