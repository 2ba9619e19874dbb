package dev.berth.dist.option;

/** The whole number that an option takes, at least 1. */
final class OptionNumber {

    private OptionNumber() {}

    /**
     * @param what is counted
     */
    static int of(EngineOption option, String text, String what) throws InvalidOptionException {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new InvalidOptionException(
                    option,
                    "option %s takes a whole number of %s, not %s"
                            .formatted(option.spelling(), what, text));
        }
        return Integer.parseInt(text);
    }
}
