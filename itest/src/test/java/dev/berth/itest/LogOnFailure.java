package dev.berth.itest;

import java.util.Collections;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogReaderService;

/** Prints the framework's log, as far as it is kept, and what Berth's threads do, on a failure. */
final class LogOnFailure extends TestWatcher {
    private final Supplier<BundleContext> bundle;

    LogOnFailure(Supplier<BundleContext> bundle) {
        this.bundle = bundle;
    }

    @Override
    protected void failed(Throwable failure, Description description) {
        print(bundle.get(), description.getMethodName());
    }

    /** Prints them of a framework; its log, if that is of the classes that this test has. */
    static void print(BundleContext context, String what) {
        System.err.println("The log when " + what + " failed:");
        Optional.ofNullable(context.getServiceReference(LogReaderService.class))
                .ifPresentOrElse(
                        reference -> printLog(context, reference),
                        () -> System.err.println("  it cannot be read from here"));
        Thread.getAllStackTraces().forEach(LogOnFailure::print);
    }

    private static void printLog(
            BundleContext context, ServiceReference<LogReaderService> reference) {
        Collections.list(context.getService(reference).getLog()).stream()
                .sorted((a, b) -> Long.compare(a.getSequence(), b.getSequence()))
                .map(LogOnFailure::line)
                .forEach(System.err::println);
        context.ungetService(reference);
    }

    private static void print(Thread thread, StackTraceElement[] stack) {
        if (thread.getName().startsWith("berth-")) {
            System.err.println("  " + thread.getName());
            for (StackTraceElement call : stack) {
                System.err.println("    at " + call);
            }
        }
    }

    private static String line(LogEntry entry) {
        String line = "  %s %s".formatted(entry.getLogLevel(), entry.getMessage());
        return entry.getException() == null ? line : line + ": " + entry.getException();
    }
}
