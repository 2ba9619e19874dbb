package dev.berth.policy;

import dev.berth.plugin.Privilege;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.policy.evidence.EvidenceStore;
import dev.berth.policy.evidence.SignedBy;
import dev.berth.policy.file.Acceptance;
import dev.berth.policy.file.PolicyDocument;
import dev.berth.policy.file.PolicyFile;
import dev.berth.policy.file.ScopePolicy;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.spi.Admission;
import dev.berth.spi.AdmissionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * An {@link AdmissionPolicy} by the operator's file: the longest scope that a plugin's reference is
 * in says whether it is refused, has to be signed, and what it may ask for. With a file that is
 * wrong nothing new is taken, and what is installed starts by the last one that was right.
 */
@Component(
        configurationPid = "dev.berth.policy",
        property = AdmissionPolicy.NAME + "=" + FileAdmissionPolicy.POLICY)
@Designate(ocd = PolicyConfiguration.class)
public final class FileAdmissionPolicy implements AdmissionPolicy {
    static final String POLICY = "file";

    private final PolicyFile file;
    private final SignedBy signatures;
    private final Logger log;

    @Activate
    public FileAdmissionPolicy(
            PolicyConfiguration configuration,
            @Reference(service = LoggerFactory.class) Logger log) {
        this(
                new PolicyFile(
                        Path.of(configuration.file()),
                        configuration.file_required(),
                        InstantSource.system()),
                new SignedBy(new EvidenceStore(Path.of(configuration.signatures_folder()))),
                log);
    }

    FileAdmissionPolicy(PolicyFile file, SignedBy signatures, Logger log) {
        this.file = file;
        this.signatures = signatures;
        this.log = log;
    }

    @Override
    public void admit(Admission admission) {
        PolicyFile.State state = file.read();
        if (state.problem().isPresent()) {
            boolean start = admission.action() == Admission.Action.START;
            if (!start) {
                throw refusal(admission, "the policy cannot be used: " + state.problem().get());
            }
            log.error(
                    "the policy cannot be used, the last good one holds: {}",
                    state.problem().get());
        }
        Optional<PolicyDocument> policy = state.good();
        if (policy.isPresent()) {
            admit(admission, policy.get().of(admission.reference()));
        }
    }

    private void admit(Admission admission, ScopePolicy scope) {
        Optional<String> problem = problem(admission, scope);
        if (problem.isPresent() && !scope.audit()) {
            throw refusal(admission, problem.get());
        }
        problem.ifPresent(
                why ->
                        log.warn(
                                "plugin {} would not be admitted, but its scope is only audited:"
                                        + " {}",
                                admission.reference().familiar(),
                                why));
    }

    /** Returns why a plugin is not taken; empty if it is. */
    private Optional<String> problem(Admission admission, ScopePolicy scope) {
        if (scope.accept() == Acceptance.REJECT) {
            return Optional.of("the policy rejects " + scope.scope());
        }
        Optional<Privilege> beyond = scope.beyond(admission.privileges());
        if (beyond.isPresent()) {
            return Optional.of(
                    "the policy for %s does not allow %s %s"
                            .formatted(scope.scope(), beyond.get().name(), beyond.get().value()));
        }
        try {
            if (scope.accept() == Acceptance.SIGNED) {
                signatures.require(admission, scope.signatures());
            }
            return Optional.empty();
        } catch (InvalidSignatureException | IOException e) {
            return Optional.of("the policy for %s: %s".formatted(scope.scope(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal(admission, "it was cancelled");
        }
    }

    private static NotAdmittedException refusal(Admission admission, String why) {
        return new NotAdmittedException(admission.reference().familiar(), why);
    }
}
