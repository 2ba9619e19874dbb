package dev.berth.dist.option;

/** The {@code daemon.json} cannot be taken; the message says why, in dockerd's words. */
public final class ConfigFileException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigFileException(String file, String reason) {
        super(message(file, reason));
    }

    ConfigFileException(String file, String reason, Throwable cause) {
        super(message(file, reason), cause);
    }

    private static String message(String file, String reason) {
        return "unable to configure the Docker daemon with file %s: %s".formatted(file, reason);
    }
}
