package dev.berth.registry;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.spi.Descriptor;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The program that pulls with a password that it reads, and then writes all that it still holds.
 */
final class PullAndDump {
    private PullAndDump() {}

    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        TestClient client = TestClient.with(Map.of());
        pull(client, address);
        dump(arguments[1] + "/active.hprof");
        client.close();
        dump(arguments[1] + "/closed.hprof");
    }

    /** On a thread of its own: nothing of its stack is left when it has ended. */
    private static void pull(TestClient client, String address) throws Exception {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                pullHere(client, address);
                            } catch (Exception e) {
                                e.printStackTrace();
                                Runtime.getRuntime().halt(1);
                            }
                        });
        thread.start();
        thread.join();
    }

    private static void pullHere(TestClient client, String address) throws Exception {
        Optional<RegistryCredentials> login =
                Optional.of(RegistryCredentials.of("ada", password()));
        PluginReference reference = PluginReference.parse(address + "/a/b:1");
        Descriptor layer = client.registry.resolve(reference, login).layers().get(0);
        try (InputStream blob = client.registry.open(reference, layer, 0, login)) {
            blob.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static String password() throws IOException {
        byte[] buffer = new byte[64];
        int length = new FileInputStream(FileDescriptor.in).read(buffer);
        String password = new String(buffer, 0, length, StandardCharsets.US_ASCII);
        Arrays.fill(buffer, (byte) 0);
        return password;
    }

    private static void dump(String file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, true);
    }
}
