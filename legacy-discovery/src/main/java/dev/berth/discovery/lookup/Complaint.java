package dev.berth.discovery.lookup;

/**
 * Something that is wrong with a file or folder.
 *
 * @param text what, where, and what to do
 * @param settled false if it may just be in the middle of being written
 */
public record Complaint(String text, boolean settled) {
    public static Complaint warning(String text) {
        return new Complaint(text, true);
    }
}
