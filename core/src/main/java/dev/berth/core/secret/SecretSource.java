package dev.berth.core.secret;

import dev.berth.shared.text.PrintableText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a secret is kept, and the field of a variable that names it: {@code PASSWORD.file}. */
public enum SecretSource {
    /** In a file of the host, by its absolute path. */
    FILE("file", "the absolute path of a file, without .. or control characters") {
        @Override
        boolean accepts(String name) {
            return name.length() <= LONGEST
                    && PrintableText.isPrintable(name)
                    && name.startsWith("/")
                    && !name.equals("/")
                    && isNormal(name);
        }
    },

    /** In a configuration of Config Admin, {@code dev.berth.secret~NAME}. */
    CONFIGURATION("secret", "a name of letters, digits, dots, underscores and hyphens") {
        @Override
        boolean accepts(String name) {
            return NAME.matcher(name).matches();
        }
    };

    private static final int LONGEST = 4095;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    private final String field;
    private final String form;

    SecretSource(String field, String form) {
        this.field = field;
        this.form = form;
    }

    /** Returns the source that a field of a variable stands for. */
    public static Optional<SecretSource> ofField(String field) {
        return Stream.of(values()).filter(source -> source.field.equals(field)).findFirst();
    }

    private static boolean isNormal(String path) {
        try {
            return Path.of(path).normalize().toString().equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    abstract boolean accepts(String name);

    String field() {
        return field;
    }

    String form() {
        return form;
    }
}
