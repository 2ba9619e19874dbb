package dev.berth.shell.archive;

import dev.berth.plugin.desired.DesiredPlugins;
import dev.berth.shell.console.CommandFailure;
import dev.berth.shell.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The document that a command is given by a file's name, or by {@code -} on its input. */
public final class DocumentInput {
    private static final String STDIN = "-";

    private DocumentInput() {}

    /**
     * Reads the document; one byte more than it may have, if there are more.
     *
     * @param folder what a relative name begins in
     * @throws CommandFailure if it cannot be read
     */
    public static byte[] read(Console console, Path folder, String name) throws CommandFailure {
        if (!name.equals(STDIN)) {
            try (InputStream file = Files.newInputStream(folder.resolve(name))) {
                return read(file);
            } catch (NoSuchFileException e) {
                throw new CommandFailure("open %s: no such file or directory".formatted(name), e);
            } catch (IOException e) {
                throw new CommandFailure("cannot read %s: %s".formatted(name, e.getMessage()), e);
            }
        }
        if (console.inputIsTerminal()) {
            throw new CommandFailure(
                    "requested a document from stdin, but stdin is empty. Use -f FILE or redirect");
        }
        try {
            return read(console.in());
        } catch (IOException e) {
            throw new CommandFailure("cannot read the input: " + e.getMessage(), e);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(DesiredPlugins.MAX_BYTES + 1);
    }
}
