/**
 * Watches files and folders that may not exist yet, by the JDK's {@code WatchService} (inotify).
 */
package dev.berth.discovery.watch;
