/** Integration tests: the bundles as built in a real Felix, with a real containerd and registry. */
package dev.berth.itest;
