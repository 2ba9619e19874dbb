package dev.berth.plugin;

import dev.berth.plugin.error.InvalidReferenceException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution reference grammar, and Docker's rules for what a short name means. */
final class PluginReferenceGrammar {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TAG_AND_DIGEST = 1 + 128 + 1 + 7 + 128;
    private static final String HOST_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String HOST =
            "(?:" + HOST_PART + "(?:\\." + HOST_PART + ")*|\\[[a-fA-F0-9:]+\\])";
    private static final String PATH_PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern WHOLE =
            Pattern.compile(
                    ("(?<domain>" + HOST + "(?::[0-9]+)?)/")
                            + ("(?<path>" + PATH_PART + "(?:/" + PATH_PART + ")*)")
                            + "(?::(?<tag>[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}))?"
                            + "(?:@(?<digest>.+))?");
    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

    private PluginReferenceGrammar() {}

    static PluginReference parse(String text) {
        if (ID.matcher(text).matches()) {
            throw new InvalidReferenceException(
                    "invalid repository name (%s), cannot specify 64-byte hexadecimal strings"
                            .formatted(text));
        }
        String full = withDomain(text);
        requireLowerCase(full);
        if (full.length() > LONGEST_NAME + LONGEST_TAG_AND_DIGEST) {
            // The pattern's depth grows with its input, so it is not given just anything.
            throw tooLong();
        }
        Matcher match = WHOLE.matcher(full);
        if (!match.matches()) {
            throw invalid(text);
        }
        Optional<Digest> digest =
                Optional.ofNullable(match.group("digest"))
                        .map(d -> Digest.tryParse(d).orElseThrow(() -> invalid(text)));
        String domain = match.group("domain");
        String path = match.group("path");
        if (domain.length() + 1 + path.length() > LONGEST_NAME) {
            throw tooLong();
        }
        return new PluginReference(domain, path, Optional.ofNullable(match.group("tag")), digest);
    }

    /** Returns whether a short form of a repository is read as this one. */
    static boolean means(String shorter, String repository) {
        return !ID.matcher(shorter).matches() && withDomain(shorter).equals(repository);
    }

    /** Puts the registry in front that Docker would ask. */
    private static String withDomain(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        if (slash < 0 || !isHost(first)) {
            return inDefaultDomain(text);
        }
        boolean alias =
                first.equals("index.docker.io") || first.equals(PluginReference.DEFAULT_DOMAIN);
        return alias ? inDefaultDomain(text.substring(slash + 1)) : text;
    }

    private static String inDefaultDomain(String rest) {
        return PluginReference.DEFAULT_DOMAIN + (rest.indexOf('/') < 0 ? "/library/" : "/") + rest;
    }

    private static boolean isHost(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static void requireLowerCase(String full) {
        String rest = full.substring(full.indexOf('/') + 1);
        int end = rest.indexOf(':') >= 0 ? rest.indexOf(':') : rest.length();
        String repository = rest.substring(0, end);
        if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
            throw new InvalidReferenceException(
                    "invalid reference format: repository name (%s) must be lowercase"
                            .formatted(repository));
        }
    }

    private static InvalidReferenceException tooLong() {
        return new InvalidReferenceException(
                "repository name must not be more than %d characters".formatted(LONGEST_NAME));
    }

    private static InvalidReferenceException invalid(String text) {
        return new InvalidReferenceException(
                text.isEmpty()
                        ? "invalid reference format"
                        : "invalid reference format: \"%s\" is not [HOST[:PORT]/]NAME[:TAG][@DIGEST]"
                                .formatted(text));
    }
}
