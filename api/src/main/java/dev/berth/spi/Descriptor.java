package dev.berth.spi;

/**
 * What is to be fetched or sent: an OCI content descriptor.
 *
 * @param mediaType as in the manifest
 * @param digest {@code sha256:…}
 * @param size in bytes
 */
public record Descriptor(String mediaType, String digest, long size) {}
