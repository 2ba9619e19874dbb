/**
 * The hosts of the integration tests: a framework in Pax Exam, an embedded one, the distribution.
 */
package dev.berth.itest.host;
