/** The check of a login, as {@code docker login} asks for it. */
package dev.berth.registry.login;
