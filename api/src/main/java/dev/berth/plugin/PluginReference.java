package dev.berth.plugin;

import dev.berth.plugin.error.InvalidReferenceException;
import java.util.Objects;
import java.util.Optional;

/**
 * The name of a plugin in a registry, normalised exactly as the {@code docker} command does: {@code
 * vieux/sshfs} is {@code docker.io/vieux/sshfs}, {@code x} is {@code docker.io/library/x}.
 *
 * <p>The grammar is that of the <a href="https://github.com/distribution/reference">distribution
 * reference</a>. A record: the grammar is closed, and no component will be added. {@link #parse}
 * checks it; the constructor does not.
 *
 * @param domain host and optional port of the registry, {@code docker.io} when none was given
 * @param path the repository within the registry, {@code library/x} for Docker's short names
 * @param tag the tag, if one was given
 * @param digest the digest, if one was given
 */
public record PluginReference(
        String domain, String path, Optional<String> tag, Optional<Digest> digest) {

    /** The tag that a reference without tag and digest means. */
    public static final String DEFAULT_TAG = "latest";

    /** The registry that a reference without one means. */
    public static final String DEFAULT_DOMAIN = "docker.io";

    private static final String OFFICIAL = "library/";

    public PluginReference {
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
    }

    /**
     * Parses what a user typed.
     *
     * @throws InvalidReferenceException if it is not a reference; the message begins with Docker's
     *     own words, {@code invalid reference format}
     */
    public static PluginReference parse(String text) {
        return PluginReferenceGrammar.parse(Objects.requireNonNull(text, "text"));
    }

    /**
     * Returns the same reference with {@code latest} as its tag if it has neither tag nor digest.
     */
    public PluginReference withDefaultTag() {
        return tag.isPresent() || digest.isPresent() ? this : withTag(DEFAULT_TAG);
    }

    /**
     * Returns the same repository under another tag, without digest.
     *
     * @throws InvalidReferenceException if it is not a tag
     */
    public PluginReference withTag(String newTag) {
        Objects.requireNonNull(newTag, "newTag");
        return PluginReferenceGrammar.parse(domain + "/" + path + ":" + newTag);
    }

    /**
     * Returns the short form that people write: without {@code docker.io/} and {@code library/},
     * where that is read as the same name again. (Docker also shortens {@code
     * docker.io/host.example/x}, and so names another registry.)
     */
    public String familiar() {
        return familiarRepository() + suffix();
    }

    /** Returns the short form of the repository alone, without tag and digest. */
    public String familiarRepository() {
        if (!domain.equals(DEFAULT_DOMAIN)) {
            return domain + "/" + path;
        }
        // "library/a/b" stays as it is: only one-part names are official.
        boolean official = path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
        String shorter = official ? path.substring(OFFICIAL.length()) : path;
        String full = domain + "/" + path;
        return PluginReferenceGrammar.means(shorter, full) ? shorter : full;
    }

    /** Returns the full form, {@code docker.io/library/x:latest}. */
    @Override
    public String toString() {
        return domain + "/" + path + suffix();
    }

    private String suffix() {
        return tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
    }
}
