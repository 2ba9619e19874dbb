package dev.berth.discovery.lookup;

/**
 * What is wrong with a file or folder, for the log.
 *
 * @param text what, where, and what to do
 * @param settled false if the file may just be in the middle of being written
 */
public record FileProblem(String text, boolean settled) {
    /** Returns a problem that does not go by itself. */
    public static FileProblem warning(String text) {
        return new FileProblem(text, true);
    }
}
