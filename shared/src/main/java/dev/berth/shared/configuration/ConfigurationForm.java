package dev.berth.shared.configuration;

import dev.berth.shared.text.PrintableText;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes a component property type (Declarative Services, 112.8.2) of a component's raw properties,
 * as the component runtime does, but tolerates what {@code .cfg} files hand over, and checks each
 * value: one that cannot be read is logged, with PID, key, value and what is expected, and replaced
 * by the key's default, or by what is safer. Without the value of a required key there is no
 * configuration. Set up once, immutable afterwards.
 *
 * @param <C> the annotation; its elements are of type String, String[], boolean, int or long
 */
public final class ConfigurationForm<C extends Annotation> {
    private final Class<C> type;
    private final String pid;
    private final List<Method> elements;
    private final Set<String> required = new HashSet<>();
    private final Set<String> unsplit = new HashSet<>();
    private final Set<String> withheld = new HashSet<>();
    private final Map<String, Long> least = new HashMap<>();
    private final Map<String, Object> fallbacks = new HashMap<>();
    private final List<Check<C>> checks = new ArrayList<>();

    private record Check<C>(String key, String expected, Consumer<C> parse) {}

    private ConfigurationForm(Class<C> type, String pid) {
        this.type = type;
        this.pid = pid;
        this.elements =
                Arrays.stream(type.getDeclaredMethods())
                        .sorted(Comparator.comparing(Method::getName))
                        .toList();
        elements.forEach(element -> fallbacks.put(key(element), element.getDefaultValue()));
    }

    /** Returns the form of a PID whose keys are all optional, and numbers at least 0. */
    public static <C extends Annotation> ConfigurationForm<C> of(Class<C> type, String pid) {
        return new ConfigurationForm<>(type, pid);
    }

    /** Names keys without whose value the component must not run: no other would be safe. */
    public ConfigurationForm<C> require(String... keys) {
        required.addAll(known(keys));
        return this;
    }

    /** Names lists whose elements may have commas: one text is one element. */
    public ConfigurationForm<C> unsplit(String... keys) {
        unsplit.addAll(known(keys));
        return this;
    }

    /** Names keys whose values may be passwords: no message quotes them. */
    public ConfigurationForm<C> withhold(String... keys) {
        withheld.addAll(known(keys));
        return this;
    }

    /** Sets the least value of numbers. */
    public ConfigurationForm<C> atLeast(long number, String... keys) {
        known(keys).forEach(key -> least.put(key, number));
        return this;
    }

    /** Sets what holds in place of a value that cannot be read, where the default is not safe. */
    public ConfigurationForm<C> fallBack(String key, Object value) {
        known(key).forEach(known -> fallbacks.put(known, value));
        return this;
    }

    /**
     * Adds a check of one value.
     *
     * @param expected what the value must be, for the message
     * @param parse throws a RuntimeException if the value cannot be used
     */
    public ConfigurationForm<C> check(String key, String expected, Consumer<C> parse) {
        known(key).forEach(known -> checks.add(new Check<>(known, expected, parse)));
        return this;
    }

    private List<String> known(String... keys) {
        for (String key : keys) {
            if (!fallbacks.containsKey(key)) {
                throw new IllegalArgumentException("%s has no key %s".formatted(pid, key));
            }
        }
        return List.of(keys);
    }

    /** Returns all keys. */
    public Set<String> keys() {
        return Set.copyOf(fallbacks.keySet());
    }

    /**
     * Returns the configuration without a log: because another component with the PID logs, or
     * because all keys are required.
     *
     * @throws InvalidConfigurationException if a required value cannot be used
     */
    public C readSilently(Map<String, ?> properties) {
        return read(properties, message -> {});
    }

    /**
     * Returns the configuration.
     *
     * @param log told of each value that cannot be used
     * @throws InvalidConfigurationException if a required value cannot be used
     */
    public C read(Map<String, ?> properties, Consumer<String> log) {
        Map<String, Object> values = new HashMap<>();
        for (Method element : elements) {
            String key = key(element);
            try {
                values.put(element.getName(), convert(element, key, properties.get(key)));
            } catch (UnreadableValueException e) {
                values.put(element.getName(), replace(properties, key, e.getMessage(), "", log));
            }
        }
        C configuration = configuration(values);
        for (Check<C> check : checks) {
            try {
                check.parse().accept(configuration);
            } catch (RuntimeException e) {
                values.put(
                        check.key().replace('.', '_'),
                        replace(properties, check.key(), check.expected(), detail(e), log));
            }
        }
        return configuration;
    }

    private Object convert(Method element, String key, Object raw) throws UnreadableValueException {
        if (raw == null) {
            return element.getDefaultValue();
        }
        PropertyValue value = new PropertyValue(raw);
        Class<?> wanted = element.getReturnType();
        if (wanted == String[].class) {
            return (unsplit.contains(key) ? value.elements() : value.list()).toArray(new String[0]);
        } else if (wanted == boolean.class) {
            return value.flag();
        } else if (wanted == int.class) {
            return (int) value.number(least.getOrDefault(key, 0L), Integer.MAX_VALUE);
        } else if (wanted == long.class) {
            return value.number(least.getOrDefault(key, 0L), Long.MAX_VALUE);
        }
        return value.text();
    }

    private Object replace(
            Map<String, ?> properties,
            String key,
            String expected,
            String detail,
            Consumer<String> log) {
        InvalidConfigurationException problem =
                new InvalidConfigurationException(
                        pid(properties),
                        key,
                        "%s is %s, and must be %s%s"
                                .formatted(key, shown(key, properties.get(key)), expected, detail));
        if (required.contains(key)) {
            log.accept(problem.getMessage());
            throw problem;
        }
        Object instead = fallbacks.get(key);
        log.accept("%s; %s holds in its place".formatted(problem.getMessage(), shown("", instead)));
        return instead;
    }

    /** A factory's configurations have a PID each. */
    private String pid(Map<String, ?> properties) {
        return properties.get("service.pid") instanceof String own && own.startsWith(pid)
                ? own
                : pid;
    }

    /** The messages of Berth's own parsers name the element that is wrong. */
    private static String detail(RuntimeException e) {
        return e.getMessage() == null
                ? ""
                : " (%s)".formatted(PrintableText.shortened(e.getMessage()));
    }

    /** Values whose key begins with a dot are private (Declarative Services, 112.6). */
    private String shown(String key, Object raw) {
        if (key.startsWith(".") || withheld.contains(key)) {
            return "what is not shown here";
        }
        if (raw == null) {
            return "missing";
        }
        if (raw instanceof Number || raw instanceof Boolean) {
            return raw.toString();
        }
        return "\"%s\"".formatted(PrintableText.shortened(PropertyValue.joined(raw)));
    }

    private C configuration(Map<String, Object> values) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            Object value = values.get(method.getName());
                            return value instanceof String[] list ? list.clone() : value;
                        }));
    }

    /** A part of the mapping of names (112.8.2.1) is enough: no key has a dash or an underscore. */
    private static String key(Method element) {
        return element.getName().replace('_', '.');
    }
}
