package dev.berth.shared.tar;

import java.io.IOException;

/**
 * A tar archive that is cut short, damaged, or could be understood in two ways. The message is
 * about the archive: "it has ...", "its tar ...".
 */
public final class TarException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** The archive ends in the middle of a header or of content. */
        CUT_SHORT,
        /** There is no header where one should be. */
        NO_HEADER,
        /** A header or an extension is damaged, or ambiguous. */
        DAMAGED
    }

    private final Kind kind;

    private TarException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static TarException cutShort() {
        return new TarException(Kind.CUT_SHORT, "its tar is cut short");
    }

    static TarException noHeader() {
        return new TarException(Kind.NO_HEADER, "it has no tar header where one should be");
    }

    static TarException damaged(String message) {
        return new TarException(Kind.DAMAGED, message);
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }
}
