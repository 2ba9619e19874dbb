package dev.berth.core.config;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.shared.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Which sockets a config may name: a file in the plugin's socket folder or in a folder below it,
 * joined to it as dockerd does, so that a leading slash means nothing; and its path on the host
 * fits into {@code sockaddr_un.sun_path}.
 *
 * @param execRoot the folder of all socket folders
 * @param idLength how long the name of a socket folder is
 */
public record SocketRules(Path execRoot, int idLength) {
    /** The length of {@code sun_path}, without its NUL. */
    private static final int LONGEST_PATH = 107;

    private static final int SLASH = 1;

    /**
     * Checks the name of a socket; empty for a plugin without one.
     *
     * @throws InvalidPluginException if it names no file below the folder
     * @throws PluginLimitExceededException if its path is too long
     */
    public void require(String socket) {
        if (socket.isEmpty()) {
            return;
        }
        Path name = Path.of(socket.replaceFirst("^/+", "")).normalize();
        if (name.toString().isEmpty() || name.startsWith("..")) {
            throw new InvalidPluginException(
                    "interface.socket \"%s\" names no file below the plugin's socket folder, /run/docker/plugins"
                            .formatted(PrintableText.shortened(socket)));
        }
        int length = bytes(name);
        int longest = LONGEST_PATH - bytes(execRoot) - SLASH - idLength - SLASH;
        if (length > longest) {
            throw new PluginLimitExceededException(
                    "interface.socket \"%s\" is too long: it has %d bytes, and can have %d with the exec root %s, because the path of a unix socket can have %d: choose a shorter name or exec root"
                            .formatted(
                                    PrintableText.shortened(socket),
                                    length,
                                    Math.max(0, longest),
                                    execRoot,
                                    LONGEST_PATH));
        }
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
