/** What a policy demands of a plugin's signatures, and what can meet it. */
package dev.berth.policy.requirement;
