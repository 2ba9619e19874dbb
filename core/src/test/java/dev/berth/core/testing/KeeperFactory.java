package dev.berth.core.testing;

import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes drivers that tell which client they were made of. */
public final class KeeperFactory implements DriverFactory<KeeperFactory.Keeper> {

    /** Such a driver. */
    public record Keeper(DriverClient client) {}

    private final BlockingQueue<Keeper> made = new LinkedBlockingQueue<>();
    private final BlockingQueue<Keeper> destroyed = new LinkedBlockingQueue<>();

    /** What happens first when a driver is to be made. */
    public volatile Consumer<DriverClient> onCreate = client -> {};

    @Override
    public Class<Keeper> type() {
        return Keeper.class;
    }

    @Override
    public Keeper create(DriverClient plugin) {
        onCreate.accept(plugin);
        Keeper keeper = new Keeper(plugin);
        made.add(keeper);
        return keeper;
    }

    @Override
    public void destroy(Keeper driver) {
        destroyed.add(driver);
    }

    /** Waits for a driver to be made. */
    public Keeper nextMade() throws InterruptedException {
        return made.poll(20, TimeUnit.SECONDS);
    }

    /** Waits for a driver to be destroyed. */
    public Keeper nextDestroyed() throws InterruptedException {
        return destroyed.poll(20, TimeUnit.SECONDS);
    }
}
