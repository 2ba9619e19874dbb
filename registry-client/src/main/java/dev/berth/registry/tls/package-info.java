/** TLS: which authorities are trusted with which host, and which client certificate it is shown. */
package dev.berth.registry.tls;
