package dev.berth.registry.testing;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A component's configuration as Declarative Services makes it of properties: by key, with
 * defaults.
 */
public final class Configured {
    private Configured() {}

    public static <T> T with(Class<T> type, Map<String, Object> values) {
        Set<String> unknown = new HashSet<>(values.keySet());
        Arrays.stream(type.getDeclaredMethods()).map(Configured::key).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no " + unknown);
        }
        Object proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                values.getOrDefault(key(method), method.getDefaultValue()));
        return type.cast(proxy);
    }

    private static String key(Method method) {
        return method.getName().replace('_', '.');
    }
}
