/** An example of a host that makes networks with network and IPAM plugins, as libnetwork does. */
@Export
@Version("1.0.0")
package dev.berth.example.network;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
