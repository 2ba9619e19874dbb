package dev.berth.metrics;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The names of Berth's MXBeans. */
final class MBeanNames {
    private static final String DOMAIN = "dev.berth:type=";

    private MBeanNames() {}

    static ObjectName engine() {
        return name("Engine");
    }

    /** Returns the name of a plugin's, which is quoted since it has a colon. */
    static ObjectName plugin(String name) {
        return name("Plugin,name=" + ObjectName.quote(name));
    }

    private static ObjectName name(String type) {
        try {
            return new ObjectName(DOMAIN + type);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("what is quoted is a name", e);
        }
    }
}
