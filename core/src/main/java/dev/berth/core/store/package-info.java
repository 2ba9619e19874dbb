/** What the manager keeps on disk: plugin documents, root filesystems, content by digest. */
package dev.berth.core.store;
