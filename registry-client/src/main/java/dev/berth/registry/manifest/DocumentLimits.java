package dev.berth.registry.manifest;

/**
 * Upper limits for manifests, indexes and configs.
 *
 * @param manifestBytes of one manifest or index
 * @param configBytes of a config
 * @param layers of one plugin
 * @param jsonDepth how deep objects and arrays may be nested
 * @param jsonTokens how many names, values and brackets a document may have
 */
public record DocumentLimits(
        int manifestBytes, int configBytes, int layers, int jsonDepth, int jsonTokens) {}
