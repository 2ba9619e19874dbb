package dev.berth.shared.configuration;

/**
 * A configuration that a component cannot do with. It has no stack trace, because the mistake is in
 * no code.
 */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfigurationException(String message) {
        super(message, null, false, false);
    }
}
