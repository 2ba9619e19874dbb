package dev.berth.shared.configuration;

/**
 * A configuration that a component cannot do with. It has no stack trace, because the mistake is in
 * no code.
 */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String problem;

    public InvalidConfigurationException(String message) {
        super(message, null, false, false);
        this.key = "";
        this.problem = message;
    }

    /**
     * @param pid whose configuration it is
     * @param key whose value is wrong
     * @param problem what is wrong with it, and what is expected; with the key, and without the PID
     */
    public InvalidConfigurationException(String pid, String key, String problem) {
        super(pid + ": " + problem, null, false, false);
        this.key = key;
        this.problem = problem;
    }

    /** Returns the key whose value is wrong; empty if it is about none. */
    public String key() {
        return key;
    }

    /** Returns the message without the PID. */
    public String problem() {
        return problem;
    }
}
