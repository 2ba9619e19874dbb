/** An example of a bundle that uses a volume plugin as a service. */
package dev.berth.example.consumer;
