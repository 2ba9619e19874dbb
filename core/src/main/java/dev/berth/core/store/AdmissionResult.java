package dev.berth.core.store;

import java.util.List;
import java.util.Map;

/**
 * What policies say of a plugin that they have admitted.
 *
 * @param confinement measures and limits of its process, by word
 * @param signers whose signatures it has
 */
public record AdmissionResult(Map<String, String> confinement, List<String> signers) {
    /** Said by nobody. */
    public static final AdmissionResult NONE = new AdmissionResult(Map.of(), List.of());

    public AdmissionResult {
        confinement = Map.copyOf(confinement);
        signers = List.copyOf(signers);
    }
}
