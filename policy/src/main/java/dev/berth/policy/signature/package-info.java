/** What the formats of signatures have in common: what is signed, keys, certificates. */
package dev.berth.policy.signature;
