/**
 * cosign's signatures by key in the tag {@code sha256-….sig}: the <a
 * href="https://github.com/sigstore/cosign/blob/v2.5.0/specs/SIGNATURE_SPEC.md">simple signing
 * format</a>.
 */
package dev.berth.policy.cosign;
