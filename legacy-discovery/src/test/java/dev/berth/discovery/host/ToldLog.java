package dev.berth.discovery.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/** A logger that keeps what it is told, each line with its level first. */
public final class ToldLog {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
    private volatile String failing = "";

    /** Returns the logger. */
    public Logger logger() {
        return (Logger)
                Proxy.newProxyInstance(
                        Logger.class.getClassLoader(),
                        new Class<?>[] {Logger.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals(failing)) {
                                throw new IllegalStateException("the log is full");
                            }
                            lines.add(method.getName() + " " + arguments[0]);
                            latch(method.getName()).countDown();
                            return null;
                        });
    }

    /** Makes it throw whenever it is told something of a level. */
    public void failAt(String level) {
        failing = level;
    }

    /** Waits until it is told something of a level. */
    public void await(String level) throws InterruptedException {
        assertTrue(latch(level).await(20, TimeUnit.SECONDS), "nothing logged at " + level);
    }

    private CountDownLatch latch(String level) {
        return awaited.computeIfAbsent(level, unseen -> new CountDownLatch(1));
    }

    /** Returns the lines of a level, without it. */
    public List<String> lines(String level) {
        return lines.stream()
                .filter(line -> line.startsWith(level + " "))
                .map(line -> line.substring(level.length() + 1))
                .toList();
    }
}
