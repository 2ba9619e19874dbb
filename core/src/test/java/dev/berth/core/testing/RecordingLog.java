package dev.berth.core.testing;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** A log that a test can read: one line an entry, {@code level message [arguments]}. */
public final class RecordingLog {
    public final List<String> lines = new CopyOnWriteArrayList<>();

    public Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            if (method.getReturnType() == boolean.class) {
                                return true;
                            }
                            lines.add(method.getName() + " " + Arrays.deepToString(arguments));
                            return null;
                        });
    }

    public boolean has(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }
}
