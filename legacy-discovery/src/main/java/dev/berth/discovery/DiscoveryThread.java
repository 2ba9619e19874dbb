package dev.berth.discovery;

import dev.berth.discovery.publish.EndpointPublisher;
import dev.berth.shared.thread.DaemonThreads;
import java.nio.file.ClosedWatchServiceException;
import org.osgi.service.log.Logger;

/** The one thread of discovery: waits for a change in the watched folders, scans, publishes. */
final class DiscoveryThread {
    private final Scanner scanner;
    private final EndpointPublisher publisher;
    private final ProblemLog problems;
    private final Logger log;
    private final Thread thread = DaemonThreads.create("berth-discovery", this::run);

    DiscoveryThread(Scanner scanner, EndpointPublisher publisher, ProblemLog problems, Logger log) {
        this.scanner = scanner;
        this.publisher = publisher;
        this.problems = problems;
        this.log = log;
    }

    /** Scans once on the caller's thread, and then after each change on its own. */
    void start() {
        scan();
        thread.start();
    }

    /** Ends the thread, and waits for that. */
    void stop() throws InterruptedException {
        scanner.close();
        thread.join();
    }

    private void run() {
        try {
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
