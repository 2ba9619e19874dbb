package dev.berth.runtime.containerd.host;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/** Keeps what is logged, as {@code info name: line}. */
public final class LogRecorder {
    private final BlockingQueue<String> entries = new LinkedBlockingQueue<>();

    public Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        Logger.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> record(method.getName(), arguments));
    }

    /** Waits for the next entry about a plugin; what is about others is forgotten. */
    public String next(String plugin) throws InterruptedException {
        String entry;
        do {
            entry = entries.poll(20, TimeUnit.SECONDS);
            if (entry == null) {
                throw new AssertionError("nothing was logged about " + plugin);
            }
        } while (!entry.contains(" test/" + plugin + ": "));
        return entry;
    }

    private Object record(String level, Object[] arguments) {
        if (level.equals("hashCode")) {
            return System.identityHashCode(this);
        }
        Object[] values =
                arguments.length == 2 && arguments[1] instanceof Object[] array
                        ? array
                        : Arrays.copyOfRange(arguments, 1, arguments.length);
        String text = arguments[0].toString();
        for (Object value : values) {
            text = text.replaceFirst("\\{}", java.util.regex.Matcher.quoteReplacement("" + value));
        }
        entries.add(level + " " + text);
        return null;
    }
}
