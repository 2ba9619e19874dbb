package dev.berth.policy;

import dev.berth.plugin.Consent;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.policy.audit.Decision;
import dev.berth.policy.audit.DecisionLog;
import dev.berth.policy.evidence.EvidenceStore;
import dev.berth.policy.evidence.SignedBy;
import dev.berth.policy.file.Acceptance;
import dev.berth.policy.file.PolicyFile;
import dev.berth.policy.file.ScopePolicy;
import dev.berth.policy.requirement.SignatureRequirement;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.spi.Admission;
import dev.berth.spi.AdmissionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * An {@link AdmissionPolicy} by the operator's file: the longest scope that a plugin's reference is
 * in says whether it is refused, has to be signed, and what it may ask for. With a file that is
 * wrong nothing new is taken, and what is installed starts by the last one that was right.
 */
@Component(
        configurationPid = PolicyForm.PID,
        property = AdmissionPolicy.NAME + "=" + FileAdmissionPolicy.POLICY)
@Designate(ocd = PolicyConfiguration.class)
public final class FileAdmissionPolicy implements AdmissionPolicy {
    static final String POLICY = "file";

    private final List<ConfiguredScope> scopes = new CopyOnWriteArrayList<>();
    private final PolicyFile file;
    private final SignedBy signatures;
    private final DecisionLog decisions;
    private final Logger log;

    @Activate
    public FileAdmissionPolicy(
            Map<String, Object> properties, @Reference(service = LoggerFactory.class) Logger log) {
        this(PolicyForm.FORM.read(properties, log::error), log);
    }

    private FileAdmissionPolicy(PolicyConfiguration configuration, Logger log) {
        this(
                new PolicyFile(
                        Path.of(configuration.file()),
                        configuration.file_required(),
                        InstantSource.system()),
                new SignedBy(new EvidenceStore(Path.of(configuration.signatures_folder()))),
                new DecisionLog(
                        Path.of(configuration.decisions_file()),
                        (long) configuration.decisions_max_megabytes() << 20,
                        InstantSource.system()),
                log);
    }

    FileAdmissionPolicy(PolicyFile file, SignedBy signatures, DecisionLog decisions, Logger log) {
        this.file = file;
        this.signatures = signatures;
        this.decisions = decisions;
        this.log = log;
    }

    @Override
    public void admit(Admission admission) {
        PolicyFile.State state = state();
        if (state.equals(PolicyFile.State.NONE) && admission.action() == Admission.Action.START) {
            return;
        }
        Decision decision = decide(admission, state);
        try {
            decisions.append(decision);
        } catch (IOException e) {
            log.error("the log of decisions cannot be written", e);
        }
        if (!decision.admitted()) {
            throw new NotAdmittedException(
                    admission.reference().familiar(), decision.refusal().orElseThrow());
        }
        decision.refusal()
                .ifPresent(
                        why ->
                                log.warn(
                                        "plugin {} would not be admitted, but its scope is only"
                                                + " audited: {}",
                                        admission.reference().familiar(),
                                        why));
    }

    @Override
    public Map<String, String> confinement(Admission admission) {
        return state().good()
                .map(policy -> policy.of(admission.reference()).confinement())
                .orElse(Map.of());
    }

    /** Of an audited scope it is not said: nothing follows from it there. */
    @Override
    public List<String> signers(Admission admission) {
        return state().good()
                .map(policy -> policy.of(admission.reference()))
                .filter(scope -> !scope.audit())
                .map(
                        scope ->
                                scope.signatures().stream()
                                        .map(SignatureRequirement::signer)
                                        .toList())
                .orElse(List.of());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindScope(ConfiguredScope scope) {
        scopes.add(scope);
        log.info("the policy has the scope of {}", scope.properties().pid());
    }

    void unbindScope(ConfiguredScope scope) {
        scopes.remove(scope);
        log.info("the policy has no longer the scope of {}", scope.properties().pid());
    }

    private PolicyFile.State state() {
        return file.read(scopes.stream().map(ConfiguredScope::properties).toList());
    }

    private Decision decide(Admission admission, PolicyFile.State state) {
        if (state.problem().isPresent()) {
            String problem = "the policy cannot be used: " + state.problem().get();
            if (admission.action() != Admission.Action.START) {
                return new Decision(admission, false, "", List.of(), Optional.of(problem));
            }
            log.error("{}; the last good one holds for what is installed", problem);
        }
        return state.good()
                .map(policy -> decide(admission, policy.of(admission.reference())))
                .orElseGet(() -> new Decision(admission, true, "", List.of(), Optional.empty()));
    }

    private Decision decide(Admission admission, ScopePolicy scope) {
        Optional<String> objection = objection(admission, scope);
        if (objection.isPresent()) {
            return new Decision(admission, scope.audit(), scope.scope(), List.of(), objection);
        }
        try {
            List<String> signers =
                    scope.accept() == Acceptance.SIGNED
                            ? signatures.require(admission, scope.signatures())
                            : List.of();
            return new Decision(admission, true, scope.scope(), signers, Optional.empty());
        } catch (InvalidSignatureException | IOException e) {
            Optional<String> why =
                    Optional.of("the policy for %s: %s".formatted(scope.scope(), e.getMessage()));
            return new Decision(admission, scope.audit(), scope.scope(), List.of(), why);
        } catch (RegistryException e) {
            Optional<String> why =
                    Optional.of("its signatures cannot be had: %s".formatted(e.getMessage()));
            return new Decision(admission, scope.audit(), scope.scope(), List.of(), why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Optional<String> why = Optional.of("it was cancelled");
            return new Decision(admission, false, scope.scope(), List.of(), why);
        }
    }

    /** Returns what a scope has against a plugin, whoever signed it. */
    private static Optional<String> objection(Admission admission, ScopePolicy scope) {
        if (scope.accept() == Acceptance.REJECT) {
            return Optional.of("the policy rejects " + scope.scope());
        }
        if (scope.privileges().isEmpty() && isUnasked(admission)) {
            return Optional.of(
                    ("nobody was asked about its privileges, and the policy for %s does not say"
                         + " which it may have: answer the question, install it from a lock file,"
                         + " or add \"privileges\" to the policy")
                            .formatted(scope.scope()));
        }
        return scope.beyond(admission.privileges())
                .map(
                        one ->
                                "the policy for %s does not allow %s %s"
                                        .formatted(scope.scope(), one.name(), one.value()));
    }

    /** Returns whether rights are given that nobody has looked at. */
    private static boolean isUnasked(Admission admission) {
        return admission.consent().filter(Consent.UNASKED::equals).isPresent();
    }
}
