package dev.berth.core.secret;

import java.lang.annotation.Annotation;
import java.util.Map;

/** A secret as Config Admin and Declarative Services deliver it. */
public final class TestSecret {
    private TestSecret() {}

    public static ConfiguredSecret of(String pid, String name, String value) {
        return new ConfiguredSecret(
                new SecretConfiguration() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public String _value() {
                        return value;
                    }

                    @Override
                    public Class<? extends Annotation> annotationType() {
                        return SecretConfiguration.class;
                    }
                },
                Map.of("service.pid", pid));
    }
}
