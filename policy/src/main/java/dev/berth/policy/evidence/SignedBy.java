package dev.berth.policy.evidence;

import dev.berth.plugin.Digest;
import dev.berth.policy.requirement.Evidence;
import dev.berth.policy.requirement.SignatureRequirement;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.spi.Admission;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that a plugin is signed as a policy demands: by signatures of the index that it was chosen
 * from, or of its own manifest. At a start there is nothing to fetch from, and what was kept at the
 * install is verified again, by the keys of now.
 */
public final class SignedBy {
    private final EvidenceStore store;

    public SignedBy(EvidenceStore store) {
        this.store = store;
    }

    /**
     * Checks all requirements, keeps what met them, and returns whose signatures that were.
     *
     * @throws InvalidSignatureException if one is not met
     */
    public List<String> require(Admission admission, List<SignatureRequirement> requirements)
            throws InvalidSignatureException, IOException, InterruptedException {
        String repository = admission.reference().domain() + "/" + admission.reference().path();
        boolean start = admission.action() == Admission.Action.START;
        Map<SignedManifest, List<Evidence>> all = new LinkedHashMap<>();
        if (start) {
            all.putAll(store.read(admission.digest(), repository));
        } else {
            for (Descriptor subject : admission.manifests()) {
                Digest digest = subject.digest();
                all.put(
                        new SignedManifest(repository, digest, subject.size()),
                        EvidenceReader.read(admission, digest));
            }
        }
        Map<SignedManifest, List<Evidence>> used = new LinkedHashMap<>();
        for (SignatureRequirement requirement : requirements) {
            meet(requirement, all, used);
        }
        if (!start) {
            store.write(admission.digest(), used);
        }
        return requirements.stream().map(SignatureRequirement::signer).toList();
    }

    private static void meet(
            SignatureRequirement requirement,
            Map<SignedManifest, List<Evidence>> all,
            Map<SignedManifest, List<Evidence>> used)
            throws InvalidSignatureException {
        InvalidSignatureException failure =
                new InvalidSignatureException("there is no such signature");
        for (Map.Entry<SignedManifest, List<Evidence>> of : all.entrySet()) {
            for (Evidence one : of.getValue()) {
                if (requirement.reads(one.format())) {
                    try {
                        requirement.verify(one, of.getKey());
                        used.computeIfAbsent(of.getKey(), key -> new ArrayList<>()).add(one);
                        return;
                    } catch (InvalidSignatureException e) {
                        failure = e;
                    }
                }
            }
        }
        throw new InvalidSignatureException(
                "it is not signed by %s: %s".formatted(requirement.signer(), failure.getMessage()),
                failure);
    }
}
