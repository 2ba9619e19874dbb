/**
 * <a href="https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_bundle.proto">
 * Sigstore bundles</a> of version 0.3, by key and keyless, verified offline.
 */
package dev.berth.policy.sigstore;
