package dev.berth.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plugin.Consent;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Requester;
import dev.berth.policy.signature.RecordedRepository;
import dev.berth.policy.signature.SignedManifest;
import dev.berth.spi.Admission;
import dev.berth.spi.Descriptor;
import dev.berth.spi.Referrer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The recorded plugin, as the manager presents it; with what the registry has of signatures. */
record RecordedAdmission(
        Action action,
        PluginReference reference,
        List<Descriptor> manifests,
        List<Privilege> privileges,
        Optional<Consent> consent,
        boolean signed)
        implements Admission {
    private static final SignedManifest PLUGIN = RecordedRepository.plugin();
    private static final String TAG = "tags/sha256-" + PLUGIN.digest().hex();

    static RecordedAdmission of(Action action) {
        return new RecordedAdmission(
                action,
                PluginReference.parse(RecordedRepository.REPOSITORY + ":1"),
                List.of(Descriptor.of("", PLUGIN.digest(), PLUGIN.size())),
                List.of(),
                action == Action.START ? Optional.empty() : Optional.of(Consent.ASKED),
                action != Action.START);
    }

    RecordedAdmission asking(Privilege... asked) {
        return new RecordedAdmission(action, reference, manifests, List.of(asked), consent, signed);
    }

    RecordedAdmission by(Consent other) {
        return new RecordedAdmission(
                action, reference, manifests, privileges, Optional.of(other), signed);
    }

    RecordedAdmission from(String other) {
        return new RecordedAdmission(
                action, PluginReference.parse(other), manifests, privileges, consent, signed);
    }

    RecordedAdmission unsigned() {
        return new RecordedAdmission(action, reference, manifests, privileges, consent, false);
    }

    /** The same, as another manifest that the registry chose from an index that is signed. */
    RecordedAdmission chosenFromTheSigned() {
        byte[] other = {1};
        Descriptor manifest = Descriptor.of("", Digest.sha256(other), other.length);
        return new RecordedAdmission(
                action,
                reference,
                List.of(manifests.get(0), manifest),
                privileges,
                consent,
                signed);
    }

    @Override
    public Source source() {
        return action == Action.START ? Source.STORE : Source.REGISTRY;
    }

    @Override
    public Requester requester() {
        return Requester.of("engine API").withUser("ada").withUserId(1000).withProcessId(77);
    }

    @Override
    public PluginReference name() {
        return reference;
    }

    @Override
    public Digest digest() {
        return manifests.get(manifests.size() - 1).digest();
    }

    @Override
    public PluginConfig config() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Referrer> referrers(Digest subject) {
        if (!signed || !subject.equals(PLUGIN.digest())) {
            return List.of();
        }
        try {
            List<Referrer> all = new ArrayList<>();
            byte[] cosign = RecordedRepository.file(TAG + ".sig");
            all.add(referrer(subject, cosign));
            JsonNode index = new ObjectMapper().readTree(RecordedRepository.file(TAG));
            for (JsonNode entry : index.get("manifests")) {
                all.add(referrer(subject, RecordedRepository.blob(entry)));
            }
            return all;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Referrer referrer(Digest subject, byte[] manifest) {
        Descriptor descriptor = Descriptor.of("", Digest.sha256(manifest), manifest.length);
        return Referrer.of(subject, descriptor, manifest);
    }

    @Override
    public InputStream open(Descriptor blob) {
        return new ByteArrayInputStream(RecordedRepository.file("blobs/" + blob.digest().hex()));
    }
}
