/** An example of a Java program with an OSGi framework and Berth inside. */
package dev.berth.example.embeddedhost;
