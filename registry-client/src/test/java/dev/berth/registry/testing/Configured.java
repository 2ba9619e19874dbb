package dev.berth.registry.testing;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Makes a configuration as Declarative Services would: defaults but for what is said. */
public final class Configured {
    private Configured() {}

    public static <T> T with(Class<T> type, Map<String, Object> values) {
        Object proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
        return type.cast(proxy);
    }
}
