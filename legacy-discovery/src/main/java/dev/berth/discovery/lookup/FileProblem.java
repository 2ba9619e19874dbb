package dev.berth.discovery.lookup;

/**
 * Something that is wrong with a file or folder.
 *
 * @param text what, where, and what to do
 * @param settled false if it may just be in the middle of being written
 */
public record FileProblem(String text, boolean settled) {
    public static FileProblem warning(String text) {
        return new FileProblem(text, true);
    }
}
