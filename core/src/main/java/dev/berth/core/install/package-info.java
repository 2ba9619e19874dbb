/** Gets plugins in and out: pull, create, upgrade, push, save. */
package dev.berth.core.install;
