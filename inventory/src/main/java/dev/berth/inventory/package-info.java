/** What a bug report needs to know of an engine and its plugins, without secrets. */
package dev.berth.inventory;
