/**
 * Makes the files of a layer below a root filesystem, as containerd's {@code archive.Apply} does:
 * no link leads out, and what Java has no call for is left over for containerd.
 */
package dev.berth.runtime.containerd.layer.tree;
