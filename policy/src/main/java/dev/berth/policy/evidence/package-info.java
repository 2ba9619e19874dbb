/** Where signatures come from: what refers to a plugin's manifest, and what was kept of it. */
package dev.berth.policy.evidence;
