/** Finds the endpoint of one name, and says what is wrong with the files that name it. */
package dev.berth.discovery.lookup;
