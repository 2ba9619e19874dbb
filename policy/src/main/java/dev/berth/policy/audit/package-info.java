/** A log of what was admitted and refused, for an auditor. */
package dev.berth.policy.audit;
