package dev.berth.core.publish;

/**
 * The services of other bundles that are told of clients: driver factories, which make more
 * services of them, before handlers.
 */
public record Whiteboards(DriverRegistry drivers, HandlerRegistry handlers) {}
