package dev.berth.dist.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The path that an option names, absolute and without {@code ..}. */
final class OptionPath {

    private OptionPath() {}

    static Path of(EngineOption option, String text) throws InvalidOptionException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidOptionException(option, "not a path: " + text, e);
        }
    }
}
