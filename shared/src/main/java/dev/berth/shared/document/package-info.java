/**
 * JSON documents of users, plugin authors and registries, as trees and records of Jackson's; what
 * is wrong with one is said in words for its author.
 */
package dev.berth.shared.document;
