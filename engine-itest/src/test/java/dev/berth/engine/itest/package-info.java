/** The same script for a real dockerd and for Berth, and the replies compared. */
package dev.berth.engine.itest;
