/** JSON documents that others wrote, read strictly: no name twice, nothing unknown, no defaults. */
package dev.berth.policy.json;
