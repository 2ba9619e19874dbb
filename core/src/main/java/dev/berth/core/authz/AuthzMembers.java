package dev.berth.core.authz;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.plugin.error.PluginException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Resolves the names of a chain.
 *
 * @param plugins finds a plugin's driver, or throws why it cannot be asked
 * @param services all driver services, the highest ranking first
 */
record AuthzMembers(Function<String, AuthzDriver> plugins, Supplier<List<AuthzMember>> services) {

    /** Returns those who are asked, in order. */
    List<AuthzMember> of(List<String> names) {
        return names.stream().flatMap(this::of).toList();
    }

    private Stream<AuthzMember> of(String name) {
        return name.equals(AuthzChain.ALL)
                ? services.get().stream()
                : Stream.of(new AuthzMember(name, () -> plugins.apply(name)));
    }

    /** Returns why a plugin cannot be asked; empty if it can. */
    Optional<String> problem(String name) {
        try {
            if (!name.equals(AuthzChain.ALL)) {
                plugins.apply(name);
            }
            return Optional.empty();
        } catch (PluginException e) {
            return Optional.of(Objects.toString(e.getMessage(), e.toString()));
        }
    }
}
