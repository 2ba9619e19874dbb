package dev.berth.shared.display;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Progress;

/**
 * A step of a pull or a push in Docker's words, {@code 2ad2418fa80f: Download complete}.
 *
 * @param id what stands before the colon: a tag, the first 12 digits of a digest, or nothing
 * @param status what is done, {@code Downloading}
 * @param counted whether a bar belongs to it
 */
public record ProgressLine(String id, String status, boolean counted) {
    private static final int SHORT_DIGEST = 12;

    /** Returns the line for a step. */
    public static ProgressLine of(Progress step) {
        return switch (step.phase()) {
            case RESOLVING -> pulling(PluginReference.parse(step.subject()));
            case RESOLVED -> new ProgressLine("", "Digest: " + step.subject(), false);
            case WAITING -> blob(step, "Waiting", false);
            case DOWNLOADING -> blob(step, "Downloading", true);
            case DOWNLOADED -> blob(step, "Download complete", false);
            case EXTRACTING -> blob(step, "Extracting", true);
            case COMPLETE -> blob(step, "Complete", false);
            case ALREADY_EXISTS -> blob(step, "Already exists", false);
            case PUSHING ->
                    step.current() == 0
                            ? blob(step, "Preparing", false)
                            : blob(step, "Uploading", true);
            case PUSHED -> blob(step, "Upload complete", false);
            case STARTING -> new ProgressLine("", "Starting " + step.subject(), false);
        };
    }

    /** Returns the first line of a pull. */
    public static ProgressLine pulling(PluginReference reference) {
        String tag =
                reference
                        .tag()
                        .or(() -> reference.digest().map(Digest::toString))
                        .orElse(PluginReference.DEFAULT_TAG);
        return new ProgressLine(tag, "Pulling from " + reference.familiarRepository(), false);
    }

    /** Returns the first line of a push. */
    public static ProgressLine pushing(PluginReference target) {
        String repository = target.familiarRepository();
        return new ProgressLine("", "The push refers to repository [" + repository + "]", false);
    }

    private static ProgressLine blob(Progress step, String status, boolean counted) {
        String digest = step.subject();
        String hex = digest.substring(digest.indexOf(':') + 1);
        String id = hex.substring(0, Math.min(SHORT_DIGEST, hex.length()));
        return new ProgressLine(id, status, counted);
    }
}
