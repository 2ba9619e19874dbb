/** OCI image layouts, as folders and as tar archives, read and written. */
package dev.berth.registry.layout;
