package dev.berth.discovery.folder;

/** The kinds of file that name a plugin's endpoint. */
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

    /** Returns the end of the file's name, with its dot. */
    public String extension() {
        return extension;
    }
}
