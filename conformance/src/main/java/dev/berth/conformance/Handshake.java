package dev.berth.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Plugin.Activate}: Docker asks it of a plugin that it finds by its socket or spec file. A
 * plugin that it runs itself has its types in its config, and is not asked.
 */
record Handshake(VerifiedPlugin plugin, CheckReport report) {

    /**
     * Checks the handshake of a plugin whose config is not known.
     *
     * @return the protocols that it implements
     */
    List<KnownProtocol> implemented() {
        List<KnownProtocol> found = new ArrayList<>();
        report.demand(
                "Plugin.Activate answers {\"Implements\": [...]}, the protocols that it speaks",
                () -> {
                    for (String name : names()) {
                        KnownProtocol.implemented(name).ifPresent(found::add);
                    }
                    return found.isEmpty() ? "there are checks of none that it names" : "";
                });
        return found.stream().distinct().toList();
    }

    /** Checks the handshake of a plugin that speaks these protocols. */
    void of(List<KnownProtocol> protocols) {
        report.advise(
                "Plugin.Activate answers {\"Implements\": %s}, should the plugin run by itself"
                        .formatted(
                                protocols.stream()
                                        .map(each -> "\"" + each.implemented() + "\"")
                                        .toList()),
                () -> {
                    List<String> names = names();
                    return protocols.stream().allMatch(each -> names.contains(each.implemented()))
                            ? ""
                            : "it answers " + names;
                });
    }

    private List<String> names() throws IOException {
        PluginAnswer answer = plugin.call("Plugin.Activate", "");
        List<String> names = answer.object().texts("Implements");
        if (answer.status() != 200 || names.isEmpty()) {
            throw new IOException("it answers " + answer);
        }
        return names;
    }
}
