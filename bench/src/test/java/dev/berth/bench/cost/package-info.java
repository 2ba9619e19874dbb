/** What a call of a plugin costs in Berth itself, by JMH. */
package dev.berth.bench.cost;
