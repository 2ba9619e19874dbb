/**
 * What is wanted of a plugin, and the steps from what is there to it. Pure: values in, values out.
 */
package dev.berth.desired.plan;
