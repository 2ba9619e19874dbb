/** Java's HTTP client for what is started and stopped in a host. */
package dev.berth.shared.http;
