package dev.berth.engine.support;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** A log that remembers what was written to it. */
public final class RecordingLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Returns the logger to write to. */
    public Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        Logger.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            lines.add(method.getName() + " " + show(arguments));
                            return method.getReturnType() == boolean.class ? true : null;
                        });
    }

    public List<String> lines() {
        return lines;
    }

    private static String show(Object[] arguments) {
        return arguments == null ? "" : Arrays.deepToString(arguments);
    }
}
