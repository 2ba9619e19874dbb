package dev.berth.registry.testing;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** A log that keeps all that is written to it. */
public final class RecordingLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        Logger.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (self, method, arguments) -> {
                            lines.add(method.getName() + " " + Arrays.deepToString(arguments));
                            return null;
                        });
    }

    public List<String> lines() {
        return lines;
    }
}
