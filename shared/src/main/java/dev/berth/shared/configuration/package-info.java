/** Component configurations of Config Admin, read and checked in one way by all bundles. */
package dev.berth.shared.configuration;
