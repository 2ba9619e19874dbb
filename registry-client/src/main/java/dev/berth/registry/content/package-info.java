/** Streams of blobs: what checks them, resumes them and cuts them to size. */
package dev.berth.registry.content;
