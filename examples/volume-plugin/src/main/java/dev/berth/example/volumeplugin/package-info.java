/** An example of a volume plugin, {@code docker.volumedriver/1.0}, with nothing but the JDK. */
package dev.berth.example.volumeplugin;
