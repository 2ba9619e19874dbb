/**
 * JSON of foreign hands: documents, refused where two readers could read them in two ways, and
 * messages, read as Go reads them.
 */
package dev.berth.shared.json;
