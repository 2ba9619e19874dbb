package dev.berth.dist.option;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the options of the registry client; of mirrors with dockerd's rules and words. */
final class RegistryOptions {
    private static final String HUB = "docker.io=";

    private final OptionValues values;
    private final List<String> insecure = new ArrayList<>();
    private final List<String> mirrors = new ArrayList<>();

    private RegistryOptions(OptionValues values) {
        this.values = values;
        insecure.addAll(values.all(EngineOption.INSECURE_REGISTRY));
    }

    static Options.Registries of(OptionValues values) throws InvalidOptionException {
        RegistryOptions options = new RegistryOptions(values);
        for (String url : values.all(EngineOption.REGISTRY_MIRROR)) {
            options.addMirror(url);
        }
        List<String> layouts = new ArrayList<>();
        for (String text : values.all(EngineOption.LAYOUT)) {
            layouts.add(layout(text));
        }
        return new Options.Registries(
                options.insecure, options.mirrors, layouts, options.attempts());
    }

    /** A mirror that is named with http may be spoken to in it. */
    private void addMirror(String url) throws InvalidOptionException {
        URI uri = uri(url);
        String scheme = uri.getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw invalid(
                    "invalid mirror: unsupported scheme \"%s\" in \"%s\""
                            .formatted(scheme == null ? "" : scheme, url));
        }
        if (uri.getRawUserInfo() != null) {
            // The URL has a password in it.
            throw invalid("invalid mirror: username/password not allowed in URI");
        }
        if (uri.getHost() == null) {
            throw invalid("invalid mirror: \"%s\" names no host".formatted(url));
        }
        if (!uri.getRawPath().replace("/", "").isEmpty()
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw invalid(
                    "invalid mirror: path, query, or fragment at end of the URI \"%s\""
                            .formatted(url));
        }
        mirrors.add(HUB + uri.getRawAuthority());
        if ("http".equals(scheme)) {
            insecure.add(uri.getRawAuthority());
        }
    }

    private static URI uri(String url) throws InvalidOptionException {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    EngineOption.REGISTRY_MIRROR,
                    "invalid mirror: \"%s\" is not a valid URI".formatted(url),
                    e);
        }
    }

    private OptionalInt attempts() throws InvalidOptionException {
        Optional<String> text = values.one(EngineOption.DOWNLOAD_ATTEMPTS);
        return text.isPresent()
                ? OptionalInt.of(
                        OptionNumber.of(EngineOption.DOWNLOAD_ATTEMPTS, text.get(), "attempts"))
                : OptionalInt.empty();
    }

    private static String layout(String text) throws InvalidOptionException {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new InvalidOptionException(
                    EngineOption.LAYOUT, "--layout takes REGISTRY=DIR, not " + text);
        }
        return text.substring(0, equals + 1)
                + OptionPath.of(EngineOption.LAYOUT, text.substring(equals + 1));
    }

    private static InvalidOptionException invalid(String message) {
        return new InvalidOptionException(EngineOption.REGISTRY_MIRROR, message);
    }
}
