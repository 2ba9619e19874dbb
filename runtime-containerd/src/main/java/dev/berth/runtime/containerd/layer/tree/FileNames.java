package dev.berth.runtime.containerd.layer.tree;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Names of files as a layer has them, one character a byte, and as Java has them. Names that are
 * not ASCII go by way of a URI, whose escaped octets are the bytes of the path: so names that are
 * no text stay what they are, whatever character set the JVM was started with.
 */
final class FileNames {
    /** A file, so there is nothing below that {@link Path#toUri} could look at. */
    private static final Path NOWHERE = Path.of("/dev/null");

    private FileNames() {}

    /** Returns a path, relative or absolute. Slashes that change nothing are lost. */
    static Path path(String name) {
        if (isAscii(name)) {
            return Path.of(name);
        }
        StringBuilder uri = new StringBuilder("file:///");
        for (byte b : name.getBytes(StandardCharsets.ISO_8859_1)) {
            uri.append(b == '/' ? "/" : "%%%02x".formatted(b));
        }
        Path absolute = Path.of(URI.create(uri.toString()));
        return name.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
    }

    /** Returns the name of a path. */
    static String name(Path path) throws IOException {
        String text = path.toString();
        if (isAscii(text)) {
            return text;
        }
        int names = path.getNameCount();
        String uri = NOWHERE.resolve(path.subpath(0, names)).toUri().getRawPath();
        String name = decoded(uri.substring(NOWHERE.toString().length() + 1), path);
        return path.isAbsolute() ? "/" + name : name;
    }

    private static String decoded(String uri, Path path) throws IOException {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c >= 0x80 || c == '%' && i + 2 >= uri.length()) {
                throw new FileSystemException(path.toString(), null, "its name cannot be read");
            }
            if (c == '%') {
                c = (char) Integer.parseInt(uri.substring(i + 1, i + 3), 16);
                i += 2;
            }
            name.append(c);
        }
        return name.toString();
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Returns a path as Go's {@code filepath.Clean} has it, below the root; empty for the root. */
    static String clean(String name) {
        StringBuilder clean = new StringBuilder(name.length());
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                clean.setLength(Math.max(0, clean.lastIndexOf("/")));
            } else if (!part.isEmpty() && !part.equals(".")) {
                clean.append(clean.length() == 0 ? "" : "/").append(part);
            }
        }
        return clean.toString();
    }

    /** Returns the folder of a path, with no slash at its end; empty for the root. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** Returns the last part of a path. */
    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the path of a name in a folder. */
    static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
