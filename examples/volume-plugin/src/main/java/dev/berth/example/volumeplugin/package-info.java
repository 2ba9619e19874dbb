/** A volume plugin: a driver of its own, served by the SDK. */
package dev.berth.example.volumeplugin;
