/**
 * The launcher's half inside the framework: hands configurations over, prints the log, tells when
 * the engine can be used, and runs scripts. The other half sees it by types of the JDK only.
 */
package dev.berth.dist.inside;
