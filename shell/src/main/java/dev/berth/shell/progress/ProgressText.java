package dev.berth.shell.progress;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;

/** Docker's words for a step of the work. */
record ProgressText(ProgressBar bar) {
    private static final String ALGORITHM = "sha256:";
    private static final int SHORT_DIGEST = 12;

    /** Returns the whole line, with a bar where there is something to count. */
    String line(Progress progress) {
        return switch (progress.phase()) {
            case RESOLVING -> pulling(progress.subject());
            case RESOLVED -> "Digest: " + progress.subject();
            default ->
                    "%s: %s".formatted(name(progress.subject()), layer(progress)).stripTrailing();
        };
    }

    private String layer(Progress progress) {
        String count = bar.of(progress.current(), progress.total());
        return switch (progress.phase()) {
            case WAITING -> "Waiting";
            case DOWNLOADING -> "Downloading " + count;
            case DOWNLOADED -> "Download complete";
            case EXTRACTING -> "Extracting " + count;
            case COMPLETE -> "Complete";
            case ALREADY_EXISTS -> "Already exists";
            case PUSHING -> "Uploading " + count;
            case PUSHED -> "Upload complete";
            case RESOLVING, RESOLVED -> "";
        };
    }

    private static String pulling(String reference) {
        PluginReference parsed = PluginReference.parse(reference).withDefaultTag();
        return "%s: Pulling from %s"
                .formatted(parsed.tag().or(parsed::digest).orElseThrow(), repository(parsed));
    }

    private static String repository(PluginReference reference) {
        return reference.domain().equals(PluginReference.DEFAULT_DOMAIN)
                ? reference.path()
                : reference.domain() + "/" + reference.path();
    }

    private static String name(String digest) {
        String hex = digest.startsWith(ALGORITHM) ? digest.substring(ALGORITHM.length()) : digest;
        return hex.substring(0, Math.min(SHORT_DIGEST, hex.length()));
    }
}
