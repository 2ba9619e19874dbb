package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.Path;

/** Others can write to a folder or replace it; the message says which, why and what to do. */
public final class UntrustedFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    UntrustedFolderException(Path folder, String what) {
        super(folder + " " + what);
    }
}
