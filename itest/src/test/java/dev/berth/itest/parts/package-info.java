/** The servers, plugins and files that the integration tests use. */
package dev.berth.itest.parts;
