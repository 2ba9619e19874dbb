/**
 * What can go wrong, one exception for each: the fields are for programs, the message is for people
 * and says what was asked, what happened, and what to do.
 */
@Export
@Version("1.3.0")
package dev.berth.plugin.error;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
