/** JSON of foreign hands, refused where two readers could read it in two ways. */
package dev.berth.shared.json;
