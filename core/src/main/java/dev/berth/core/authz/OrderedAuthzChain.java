package dev.berth.core.authz;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.authz.AuthzDeniedException;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@link AuthzChain} over a list of names, which are resolved for each question. */
final class OrderedAuthzChain implements AuthzChain {
    /** moby's {@code pkg/authorization} leaves these out. */
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "x-registry-auth", "x-registry-config");

    /** moby looks at the end of path and query, and so can be kept from showing any body. */
    private static final Pattern LOGIN = Pattern.compile("(?:/v[0-9.]+)?/auth");

    private static final Pattern JSON =
            Pattern.compile("application/(?:[^;\\s]+\\+)?json", Pattern.CASE_INSENSITIVE);

    private final Supplier<List<String>> names;
    private final AuthzMembers members;
    private final IntSupplier limit;

    OrderedAuthzChain(Supplier<List<String>> names, AuthzMembers members, IntSupplier limit) {
        this.names = names;
        this.members = members;
        this.limit = limit;
    }

    @Override
    public AuthzChain withPlugins(List<String> others) {
        List<String> order =
                List.copyOf(Objects.requireNonNull(others, "names")).stream().distinct().toList();
        return new OrderedAuthzChain(() -> order, members, limit);
    }

    @Override
    public List<String> plugins() {
        return names.get();
    }

    @Override
    public List<String> missing() {
        return names.get().stream().flatMap(name -> members.problem(name).stream()).toList();
    }

    @Override
    public int maxBodyBytes() {
        return limit.getAsInt();
    }

    @Override
    public boolean showsBody(String path, Optional<String> contentType) {
        String type = contentType.map(text -> text.split(";", 2)[0].strip()).orElse("");
        return !LOGIN.matcher(path).matches() && (type.isEmpty() || JSON.matcher(type).matches());
    }

    @Override
    public void authorizeRequest(AuthzRequest request) {
        List<AuthzMember> asked = members.of(names.get());
        AuthzRequest shown = shown(request);
        if (!asked.isEmpty()) {
            requireSize("the body of the request", request.body());
        }
        asked.forEach(each -> each.require(driver -> driver.authorizeRequest(shown)));
    }

    @Override
    public void authorizeResponse(AuthzRequest request, AuthzResponse response) {
        List<AuthzMember> asked = members.of(names.get());
        AuthzRequest shown = shown(request);
        AuthzResponse told = response.withHeaders(withoutCredentials(response.headers()));
        if (!asked.isEmpty()) {
            requireSize("the body of the response", response.body());
        }
        asked.forEach(each -> each.require(driver -> driver.authorizeResponse(shown, told)));
    }

    private static AuthzRequest shown(AuthzRequest request) {
        return request.withHeaders(withoutCredentials(request.headers()));
    }

    private void requireSize(String what, byte[] body) {
        if (body.length > maxBodyBytes()) {
            throw AuthzDeniedException.unseen(what, maxBodyBytes());
        }
    }

    private static Map<String, String> withoutCredentials(Map<String, String> headers) {
        Map<String, String> shown = new LinkedHashMap<>(headers);
        shown.keySet().removeIf(name -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
        return shown;
    }
}
