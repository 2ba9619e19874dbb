package dev.berth.shell.completion;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;

/**
 * Gogo's {@code complete} commands for a command class. They say what its annotations say, which
 * {@code help} shows too: {@code @Descriptor} of the method and of each option, the option's names,
 * and {@link CompletedBy}.
 */
public final class CompletionScript {
    private CompletionScript() {}

    /** Returns a line for the command, one for each of its options, and one for its arguments. */
    public static List<String> of(String scope, Class<?> command) {
        List<String> lines = new ArrayList<>();
        for (Method method : command.getDeclaredMethods()) {
            Descriptor about = method.getAnnotation(Descriptor.class);
            if (about != null) {
                String begin = "gogo:complete -c %s:%s".formatted(scope, method.getName());
                lines.add(begin + " -d " + sentence(about.value()));
                Arrays.stream(method.getParameters())
                        .map(CompletionScript::parameter)
                        .filter(words -> !words.isEmpty())
                        .forEach(words -> lines.add(begin + words));
            }
        }
        return lines;
    }

    private static String parameter(Parameter parameter) {
        String values =
                annotation(parameter, CompletedBy.class).map(by -> " -a " + by.value()).orElse("");
        return annotation(parameter, org.apache.felix.service.command.Parameter.class)
                .map(option -> names(option.names()) + values + description(parameter))
                .orElse(values);
    }

    private static String names(String[] names) {
        StringBuilder words = new StringBuilder();
        for (String name : names) {
            words.append(
                    name.startsWith("--")
                            ? " -l " + name.substring(2)
                            : " -s " + name.substring(1));
        }
        return words.toString();
    }

    private static String description(Parameter parameter) {
        return annotation(parameter, Descriptor.class)
                .map(about -> " --description " + sentence(about.value()))
                .orElse("");
    }

    private static <A extends Annotation> Optional<A> annotation(
            Parameter parameter, Class<A> type) {
        return Optional.ofNullable(parameter.getAnnotation(type));
    }

    /** Escapes character by character: Gogo's parser stumbles over an apostrophe in quotes. */
    private static String sentence(String text) {
        String sentence = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return sentence.replaceAll("([^\\p{Alnum}])", "\\\\$1");
    }
}
