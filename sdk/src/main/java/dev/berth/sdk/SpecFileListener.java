package dev.berth.sdk;

import dev.berth.driver.JsonObject;
import dev.berth.shared.file.AtomicFile;
import dev.berth.shared.file.NewFolder;
import dev.berth.shared.json.JsonCodec;
import dev.berth.shared.server.Peer;
import dev.berth.shared.server.ServerListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A port with its spec file: there while the port listens, and gone with it if it is still ours.
 */
final class SpecFileListener implements ServerListener {
    private final TcpListener listener;
    private final Path file;
    private final byte[] text;

    private SpecFileListener(TcpListener listener, Path file, byte[] text) {
        this.listener = listener;
        this.file = file;
        this.text = text;
    }

    static SpecFileListener of(
            TcpListener listener, Path folder, String name, Optional<PluginTls> tls)
            throws IOException {
        NewFolder.make(folder, "rwxr-xr-x");
        Path file = folder.resolve(name + (tls.isPresent() ? ".json" : ".spec"));
        byte[] text =
                tls.map(with -> JsonCodec.write(json(name, listener.address(), with)))
                        .orElseGet(() -> listener.address().getBytes(StandardCharsets.UTF_8));
        try (AtomicFile writing = AtomicFile.replace(file)) {
            writing.out().write(text);
            writing.makeReadable();
            writing.commit();
        }
        return new SpecFileListener(listener, file, text);
    }

    private static JsonObject json(String name, String address, PluginTls tls) {
        String authority = tls.authority().map(path -> path.toAbsolutePath().toString()).orElse("");
        return JsonObject.empty()
                .with("Name", name)
                .with("Addr", address)
                .with("TLSConfig", JsonObject.empty().withText("CAFile", authority));
    }

    @Override
    public Peer accept() throws IOException {
        return listener.accept();
    }

    @Override
    public String address() {
        return listener.address();
    }

    @Override
    public void close() throws IOException {
        try (listener) {
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), text)) {
                Files.delete(file);
            }
        }
    }
}
