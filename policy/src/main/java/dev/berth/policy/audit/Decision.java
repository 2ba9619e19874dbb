package dev.berth.policy.audit;

import dev.berth.spi.Admission;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was decided of a plugin.
 *
 * @param scope of the policy that decided; empty if there was none
 * @param signers who had signed it, of those that the policy demands
 * @param refusal why it was refused, or would have been in a scope that is only audited
 */
public record Decision(
        Admission admission,
        boolean admitted,
        String scope,
        List<String> signers,
        Optional<String> refusal) {
    public Decision {
        Objects.requireNonNull(admission, "admission");
        signers = List.copyOf(signers);
    }
}
