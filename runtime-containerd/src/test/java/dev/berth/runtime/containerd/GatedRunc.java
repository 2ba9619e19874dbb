package dev.berth.runtime.containerd;

import dev.berth.testing.ForkedJvm;
import dev.berth.testing.RealContainerd;
import dev.berth.testing.RuncGate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A host whose runc can be held up before it makes a container. */
final class GatedRunc extends ContainerdHost {
    private RuncGate runc;

    @Override
    RealContainerd start(Path folder) throws IOException {
        runc = RuncGate.in(folder.resolve("gates"));
        return RealContainerd.start(folder, runc.before(System.getenv("PATH")));
    }

    /** Shuts the gate for the next who comes. */
    RuncGate.Gate shut() throws IOException, InterruptedException {
        return runc.shut();
    }

    /**
     * Waits until runc is at the gate.
     *
     * @param asking by whom runc is run; should it end instead, what it printed is thrown
     */
    static void awaitRunc(RuncGate.Gate gate, ForkedJvm asking) throws IOException {
        CompletableFuture<String> printed = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(gate, asking, printed), "test-engine-output");
        reader.setDaemon(true);
        reader.start();
        if (!gate.awaitRunc()) {
            throw new IllegalStateException("no runc came: " + printed.join());
        }
    }

    private static void read(
            RuncGate.Gate gate, ForkedJvm asking, CompletableFuture<String> printed) {
        try {
            StringBuilder all = new StringBuilder();
            for (String line = asking.line(); line != null; line = asking.line()) {
                all.append(line).append('\n');
            }
            printed.complete(all.toString());
            gate.giveUp();
        } catch (IOException e) {
            printed.completeExceptionally(e);
        }
    }
}
