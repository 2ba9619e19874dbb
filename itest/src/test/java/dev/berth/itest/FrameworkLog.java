package dev.berth.itest;

import dev.berth.testing.TestTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** A log listener that lets a test wait for an entry of the OSGi log. */
final class FrameworkLog implements AutoCloseable {
    private final BundleContext bundle;
    private final ServiceReference<LogReaderService> reference;
    private final LogReaderService reader;
    private final BlockingQueue<LogEntry> entries = new LinkedBlockingQueue<>();
    private final LogListener listener = entries::add;

    FrameworkLog(BundleContext bundle) {
        this.bundle = bundle;
        this.reference = bundle.getServiceReference(LogReaderService.class);
        this.reader = bundle.getService(reference);
        reader.addLogListener(listener);
    }

    /** Waits for an entry whose message has this text in it; those before it are forgotten. */
    LogEntry await(String text) {
        List<String> passed = new ArrayList<>();
        try {
            LogEntry entry = entries.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
            while (entry != null && !entry.getMessage().contains(text)) {
                passed.add(entry.getMessage());
                entry = entries.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            if (entry == null) {
                throw new AssertionError("not in the log: %s, but %s".formatted(text, passed));
            }
            return entry;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Returns the messages that have come and were not waited for. */
    List<String> messages() {
        return entries.stream().map(LogEntry::getMessage).toList();
    }

    @Override
    public void close() {
        reader.removeLogListener(listener);
        bundle.ungetService(reference);
    }
}
