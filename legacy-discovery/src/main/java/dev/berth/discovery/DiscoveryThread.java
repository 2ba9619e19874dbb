package dev.berth.discovery;

import dev.berth.discovery.publish.EndpointPublisher;
import dev.berth.shared.thread.DaemonThreads;
import java.nio.file.ClosedWatchServiceException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.log.Logger;

/** The one thread of discovery: waits for a change in the watched folders, scans, publishes. */
final class DiscoveryThread {
    private final Scanner scanner;
    private final EndpointPublisher publisher;
    private final ProblemLog problems;
    private final Logger log;
    private final Duration limit;
    private final CountDownLatch scanned = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("berth-discovery", this::run);

    /**
     * @param limit how long the start waits for the first scan, and the stop for the last
     */
    DiscoveryThread(
            Scanner scanner,
            EndpointPublisher publisher,
            ProblemLog problems,
            Duration limit,
            Logger log) {
        this.limit = limit;
        this.scanner = scanner;
        this.publisher = publisher;
        this.problems = problems;
        this.log = log;
    }

    /** Starts the thread, and waits for its first scan, if it does not take too long. */
    void start() {
        thread.start();
        try {
            if (!scanned.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn(
                        "a folder of legacy plugins is not searched yet after {} s: its file"
                                + " system hangs, or is slow; the plugins come when it is done",
                        limit.toMillis() / 1000.0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread, and waits for that; one that hangs ends when its file system answers. */
    void stop() throws InterruptedException {
        scanner.close();
        thread.join(Math.max(1, limit.toMillis()));
        if (thread.isAlive()) {
            log.warn("a folder of legacy plugins hangs, and its search is left behind");
        }
    }

    private void run() {
        try {
            rescan();
            scanned.countDown();
            while (true) {
                scanner.awaitChange();
                rescan();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            log.debug("legacy plugins are watched no more");
        }
    }

    private void scan() {
        Scanner.ScanResult result = scanner.scan();
        problems.report(result.problems());
        publisher.publish(result.found());
    }

    /** One scan that fails must not end all watching. */
    private void rescan() {
        try {
            scan();
        } catch (ClosedWatchServiceException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("a scan of the legacy plugins' folders failed", e);
        }
    }
}
