package dev.berth.core.store;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.spi.Descriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The digests that content is stored by. */
public final class ContentDigests {
    private static final Pattern FORM =
            Pattern.compile("sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}");

    private ContentDigests() {}

    /** Returns the digests of all that a plugin consists of. */
    public static List<String> of(Descriptor manifest, Descriptor config, List<Descriptor> layers) {
        return Stream.concat(Stream.of(manifest, config), layers.stream())
                .map(Descriptor::digest)
                .toList();
    }

    /** Returns {@code sha256} of {@code sha256:…}. */
    static String algorithm(String digest) {
        return digest.substring(0, digest.indexOf(':'));
    }

    /** Returns where content lies in a folder that is kept by digest. */
    static Path file(Path folder, String digest) {
        String algorithm = algorithm(digest);
        return folder.resolve(algorithm).resolve(digest.substring(algorithm.length() + 1));
    }

    /** Returns the digest of what lies there. */
    static String of(Path file) {
        return file.getParent().getFileName() + ":" + file.getFileName();
    }

    /**
     * Passes if a descriptor has a digest and a size that can be. A digest becomes the name of a
     * file, so one that somebody else wrote must not be a path.
     *
     * @throws InvalidPluginException if not
     */
    public static void require(Descriptor blob) {
        if (blob == null || blob.digest() == null || !FORM.matcher(blob.digest()).matches()) {
            throw new InvalidPluginException(
                    "\"%s\" is not a digest: it must be sha256:, sha384: or sha512: and"
                                    .formatted(blob == null ? "" : blob.digest())
                            + " hexadecimal digits");
        }
        if (blob.size() < 0) {
            throw new InvalidPluginException(
                    "%s has a size of %d".formatted(blob.digest(), blob.size()));
        }
    }
}
