/** The part of Go's templates that {@code --format} takes. */
package dev.berth.shell.template;
