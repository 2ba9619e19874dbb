/**
 * Signatures of the <a
 * href="https://github.com/notaryproject/specifications/blob/v1.1.0/specs/signature-envelope-jws.md">Notary
 * Project</a> in a JWS envelope.
 */
package dev.berth.policy.notation;
