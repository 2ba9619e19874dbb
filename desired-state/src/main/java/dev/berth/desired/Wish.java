package dev.berth.desired;

import dev.berth.desired.plan.Deletion;
import dev.berth.desired.plan.WantedPlugin;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.shared.configuration.ConfigurationForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A configuration as it was read: the plugin, and how far it goes against a user. Immutable. */
record Wish(WantedPlugin plugin, boolean enforced, Deletion whenDeleted) {
    static final String PID = "dev.berth.plugin";

    /** The keys whose values are lists. */
    static final Set<String> LISTS = Set.of("settings", "privileges");

    private static final String POLICY = "policy";
    private static final String EXACT = "exact";

    /** All of it is required: a plugin that is half of what was meant helps nobody. */
    private static final ConfigurationForm<WantedConfiguration> FORM =
            ConfigurationForm.of(WantedConfiguration.class, PID)
                    .unsplit(LISTS.toArray(new String[0]))
                    .require("reference", "name", "settings", "consent", "privileges")
                    .require("enabled", "hot", "enforced", "when.deleted")
                    .withhold("settings")
                    .check("reference", "a plugin's reference", c -> reference(c.reference()))
                    .check("name", "a plugin's name without a digest", Wish::name)
                    .check("settings", "NAME=VALUE", c -> pairs(c.settings()))
                    .check("settings", "one value for each name", c -> unique(c.settings()))
                    .check("consent", "exact or policy", c -> policyDecides(c.consent()))
                    .check("privileges", "NAME=VALUE", c -> pairs(c.privileges()))
                    .check("when.deleted", "keep, disable or remove", c -> deletion(c));

    /** Returns all keys of a configuration. */
    static Set<String> keys() {
        return FORM.keys();
    }

    /**
     * Reads a configuration.
     *
     * @throws dev.berth.shared.configuration.InvalidConfigurationException if a value is wrong
     */
    static Wish read(Map<String, ?> properties, Consumer<String> log) {
        WantedConfiguration c = FORM.read(properties, log);
        return new Wish(
                new WantedPlugin(
                        reference(c.reference()),
                        name(c),
                        List.of(c.settings()),
                        policyDecides(c.consent())
                                ? Optional.empty()
                                : Optional.of(privileges(c.privileges())),
                        c.enabled(),
                        c.hot()),
                c.enforced(),
                deletion(c));
    }

    /** Returns what tells this configuration of a plugin from another; no value can be read off. */
    String fingerprint() {
        String text =
                "%s %s %s %s"
                        .formatted(
                                plugin,
                                plugin.settings(),
                                plugin.granted(),
                                List.of(plugin.enabled(), plugin.hot()));
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static PluginReference reference(String text) {
        return PluginReference.parse(text).withDefaultTag();
    }

    private static PluginReference name(WantedConfiguration c) {
        if (c.name().isEmpty()) {
            return WantedPlugin.nameOf(reference(c.reference()));
        }
        PluginReference name = reference(c.name());
        if (name.digest().isPresent()) {
            throw new IllegalArgumentException("it has a digest");
        }
        return name;
    }

    private static List<String[]> pairs(String... texts) {
        List<String[]> pairs = new ArrayList<>();
        for (String text : texts) {
            if (text.indexOf('=') < 1) {
                // By its number: a setting's text may be a password.
                throw new IllegalArgumentException(
                        "element %d has no name before a =".formatted(pairs.size() + 1));
            }
            pairs.add(text.split("=", 2));
        }
        return pairs;
    }

    /** Of two values one would never be so, and the plugin never as wanted. */
    private static void unique(String... settings) {
        Set<String> names = new HashSet<>();
        for (String[] pair : pairs(settings)) {
            if (!names.add(pair[0])) {
                throw new IllegalArgumentException("%s is there twice".formatted(pair[0]));
            }
        }
    }

    private static boolean policyDecides(String consent) {
        if (!consent.equals(POLICY) && !consent.equals(EXACT)) {
            throw new IllegalArgumentException();
        }
        return consent.equals(POLICY);
    }

    private static List<Privilege> privileges(String... texts) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        pairs(texts)
                .forEach(
                        pair ->
                                values.computeIfAbsent(pair[0], name -> new ArrayList<>())
                                        .add(pair[1]));
        return values.entrySet().stream()
                .map(e -> Privilege.of(e.getKey(), "", e.getValue()))
                .toList();
    }

    private static Deletion deletion(WantedConfiguration c) {
        return Deletion.valueOf(c.when_deleted().toUpperCase(Locale.ROOT));
    }
}
