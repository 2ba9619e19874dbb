/** A plugin manager whose work ends when a test says so, and requests without a server. */
package dev.berth.webconsole.testing;
