package dev.berth.itest.parts;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The activator of a bundle whose stop never ends. */
public final class BlockingStopActivator implements BundleActivator {
    /** What it prints when its stop begins. */
    public static final String STOPPING = "the stop that never ends has begun";

    @Override
    public void start(BundleContext context) {
        // It is its stop that matters.
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        System.out.println(STOPPING);
        new CountDownLatch(1).await();
    }
}
