/**
 * Offers services of driver interfaces as plugins: each that has the property {@code berth.offer}
 * is served on a socket in dockerd's plugin folder for as long as it is there.
 */
package dev.berth.export;
