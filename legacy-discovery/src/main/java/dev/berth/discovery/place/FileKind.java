package dev.berth.discovery.place;

/** The kinds of file that tell of a plugin. */
public enum FileKind {
    /** The plugin's socket itself. */
    SOCKET(".sock"),
    /** A text file with an address. */
    SPEC(".spec"),
    /** A JSON file with an address and TLS. */
    JSON(".json");

    private final String extension;

    FileKind(String extension) {
        this.extension = extension;
    }

    /** Returns how its files' names end. */
    public String extension() {
        return extension;
    }
}
