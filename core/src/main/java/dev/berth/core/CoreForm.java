package dev.berth.core;

import dev.berth.shared.configuration.ConfigurationForm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The form of PID {@code dev.berth.core}. Required are the folders. */
final class CoreForm {
    static final String PID = "dev.berth.core";

    static final ConfigurationForm<CoreConfiguration> FORM = form();

    private CoreForm() {}

    private static ConfigurationForm<CoreConfiguration> form() {
        ConfigurationForm<CoreConfiguration> form =
                ConfigurationForm.of(CoreConfiguration.class, PID)
                        .require("root", "exec.root", "admission.required")
                        .check("root", "a folder", c -> folder(c.root()))
                        .check("exec.root", "a folder", c -> folder(c.exec_root()))
                        .atLeast(
                                1,
                                "handler.timeout.seconds",
                                "stop.timeout.seconds",
                                "call.timeout.seconds",
                                "calls.max.count");
        Stream.of(ConfiguredWord.SUPERVISION, ConfiguredWord.CONFINEMENT)
                .flatMap(List::stream)
                .forEach(word -> form.check(word.key(), word.form().text(), word::require));
        return form;
    }

    private static void folder(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException();
        }
        Path.of(path);
    }
}
