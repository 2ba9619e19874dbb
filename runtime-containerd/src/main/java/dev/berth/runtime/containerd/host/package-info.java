/**
 * What is done to the host with its own programs and files: mounts, and paths inside a root
 * filesystem.
 */
package dev.berth.runtime.containerd.host;
