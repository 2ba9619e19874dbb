/** The operator's policy file. */
package dev.berth.policy.file;
