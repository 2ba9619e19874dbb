/** The host's own logins: the docker command's {@code config.json} and its credential helpers. */
package dev.berth.registry.credentials;
