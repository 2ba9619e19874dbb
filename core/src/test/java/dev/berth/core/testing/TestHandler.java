package dev.berth.core.testing;

import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.PluginClient;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes down what it is told, {@code + client} and {@code - client}, and then does more. */
public final class TestHandler implements CapabilityHandler {
    public final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    public volatile Consumer<PluginClient> onAdded = client -> {};
    public volatile Consumer<PluginClient> onRemoved = client -> {};

    @Override
    public void added(PluginClient client) {
        heard.add("+ " + client);
        onAdded.accept(client);
    }

    @Override
    public void removed(PluginClient client) {
        heard.add("- " + client);
        onRemoved.accept(client);
    }

    /** Waits for the next that it is told. */
    public String next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }
}
