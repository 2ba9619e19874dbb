/**
 * A typed driver of one's own: {@code docker.secretprovider/1.0}, which swarm's managers ask for
 * the values of secrets.
 */
@Export
@Version("1.0.0")
package dev.berth.example.secret;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
