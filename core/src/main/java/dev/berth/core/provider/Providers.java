package dev.berth.core.provider;

import dev.berth.core.foreign.ForeignCall;
import dev.berth.core.secret.ConfiguredSecret;
import dev.berth.core.store.AdmissionResult;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.NotAdmittedException;
import dev.berth.plugin.error.ProviderMissingException;
import dev.berth.shared.confinement.ConfinementWord;
import dev.berth.shared.text.PrintableText;
import dev.berth.spi.Admission;
import dev.berth.spi.AdmissionPolicy;
import dev.berth.spi.PluginLayouts;
import dev.berth.spi.PluginRegistry;
import dev.berth.spi.PluginRuntime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The registry, layouts, runtime, admission policies and secrets of this host, which come and go as
 * services. The runtime is not bound here: the manager starts and detaches plugins when it comes
 * and goes.
 */
@Component(service = Providers.class)
public final class Providers {
    private static final int MOST_SIGNERS = 16;

    private final List<BoundPolicy> policies = new CopyOnWriteArrayList<>();
    private final List<ConfiguredSecret> secrets = new CopyOnWriteArrayList<>();
    private final ProviderSlot<PluginRegistry> registry = new ProviderSlot<>();
    private final ProviderSlot<PluginLayouts> layouts = new ProviderSlot<>();
    private final ProviderSlot<PluginRuntime> runtime = new ProviderSlot<>();

    /**
     * @param name by which it can be required; empty if it has none
     */
    private record BoundPolicy(AdmissionPolicy service, String name) {}

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindRegistry(PluginRegistry service) {
        registry.set(service);
    }

    public void unbindRegistry(PluginRegistry service) {
        registry.unset(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindLayouts(PluginLayouts service) {
        layouts.set(service);
    }

    public void unbindLayouts(PluginLayouts service) {
        layouts.unset(service);
    }

    public void setRuntime(PluginRuntime service) {
        runtime.set(service);
    }

    /** Forgets a runtime, and returns whether it was the one in use: another may be by now. */
    public boolean unsetRuntime(PluginRuntime service) {
        return runtime.unset(service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindPolicy(AdmissionPolicy service, Map<String, ?> properties) {
        Object name = properties.get(AdmissionPolicy.NAME);
        policies.add(new BoundPolicy(service, name instanceof String text ? text : ""));
    }

    public void unbindPolicy(AdmissionPolicy service) {
        policies.removeIf(policy -> policy.service() == service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindSecret(ConfiguredSecret secret) {
        secrets.add(secret);
    }

    public void unbindSecret(ConfiguredSecret secret) {
        secrets.remove(secret);
    }

    /** Returns the secrets that Config Admin has now. */
    public List<ConfiguredSecret> secrets() {
        return List.copyOf(secrets);
    }

    /**
     * Asks every admission policy.
     *
     * @throws NotAdmittedException if one refuses or fails
     */
    public AdmissionResult admit(Admission admission) throws InterruptedException {
        return admit(admission, List.of());
    }

    /**
     * Asks every admission policy about something new.
     *
     * @param required the names of policies without which nothing is admitted
     * @throws NotAdmittedException if one refuses, fails, or is required and not there
     */
    public AdmissionResult admit(Admission admission, Collection<String> required)
            throws InterruptedException {
        List<BoundPolicy> asked = List.copyOf(policies);
        for (String name : required) {
            if (asked.stream().noneMatch(policy -> policy.name().equals(name))) {
                throw new NotAdmittedException(
                        admission.reference().familiar(),
                        ("the required policy \"%s\" is not there; start the bundle that brings it,"
                                        + " or take it out of admission.required of dev.berth.core")
                                .formatted(name));
            }
        }
        Map<String, String> confinement = new HashMap<>();
        List<String> signers = new ArrayList<>();
        for (BoundPolicy policy : asked) {
            AdmissionResult result = admit(policy.service(), admission);
            confinement.putAll(result.confinement());
            signers.addAll(result.signers());
        }
        return new AdmissionResult(confinement, signers);
    }

    /** A policy that throws anything else has not admitted the plugin. */
    private static AdmissionResult admit(AdmissionPolicy policy, Admission admission)
            throws InterruptedException {
        String plugin = admission.reference().familiar();
        AtomicReference<AdmissionResult> result = new AtomicReference<>();
        ForeignCall call =
                ForeignCall.start(
                        "admission of " + plugin,
                        "berth-admission",
                        () -> {
                            policy.admit(admission);
                            result.set(
                                    new AdmissionResult(
                                            known(policy.confinement(admission)),
                                            bounded(policy.signers(admission))));
                        });
        call.await();
        if (call.failure().isEmpty()) {
            return result.get();
        }
        Throwable failure = call.failure().get();
        if (failure instanceof NotAdmittedException refused) {
            throw refused;
        }
        String type = policy.getClass().getName();
        NotAdmittedException refusal =
                new NotAdmittedException(plugin, type + " failed: " + failure);
        refusal.initCause(failure);
        throw refusal;
    }

    /** Returns the words that are known, with values that they can have. */
    private static Map<String, String> known(Map<String, String> given) {
        Map<String, String> known = new HashMap<>();
        for (ConfinementWord word : ConfinementWord.values()) {
            String value = given.get(word.key());
            if (value != null && word.form().accepts(value)) {
                known.put(word.key(), value);
            }
        }
        return Map.copyOf(known);
    }

    private static List<String> bounded(List<String> signers) {
        return signers.stream().limit(MOST_SIGNERS).map(PrintableText::shortened).toList();
    }

    /** Tries a login at a registry, see {@link PluginRegistry#login}. */
    public Void login(String host, RegistryCredentials credentials) throws InterruptedException {
        registry().login(host, credentials);
        return null;
    }

    public PluginRegistry registry() {
        return registry.get()
                .orElseThrow(
                        () -> missing(PluginRegistry.class, "no plugin registry is installed"));
    }

    public Optional<PluginRegistry> registryIfPresent() {
        return registry.get();
    }

    public PluginLayouts layouts() {
        return layouts.get()
                .orElseThrow(
                        () -> missing(PluginLayouts.class, "nothing here reads OCI image layouts"));
    }

    private static ProviderMissingException missing(Class<?> service, String what) {
        return new ProviderMissingException(service.getSimpleName(), what);
    }

    public PluginRuntime runtime() {
        return runtimeIfPresent()
                .orElseThrow(() -> missing(PluginRuntime.class, "no plugin runtime is installed"));
    }

    public Optional<PluginRuntime> runtimeIfPresent() {
        return runtime.get();
    }
}
