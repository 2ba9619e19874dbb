/**
 * The options of {@code berth start} in Berth's spelling and in dockerd's, from the command line
 * and from a {@code daemon.json}.
 */
package dev.berth.dist.option;
