/** What users have asked for on the page: running, waiting for consent, or ended. */
package dev.berth.webconsole.work;
