/** The privileges that a plugin's config requires, and whether they are granted. */
package dev.berth.core.consent;
