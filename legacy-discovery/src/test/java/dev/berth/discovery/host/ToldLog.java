package dev.berth.discovery.host;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.Logger;

/** A logger that keeps what it is told, each line with its level first. */
public final class ToldLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Returns the logger. */
    public Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        Logger.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            lines.add(method.getName() + " " + arguments[0]);
                            return null;
                        });
    }

    /** Returns the lines of a level, without it. */
    public List<String> lines(String level) {
        return lines.stream()
                .filter(line -> line.startsWith(level + " "))
                .map(line -> line.substring(level.length() + 1))
                .toList();
    }
}
