/** Fixtures that the tests of several rooms use. Nothing of it is shipped. */
package dev.berth.testing;
