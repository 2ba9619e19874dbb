package dev.berth.registry.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority made by openssl for one test. */
public final class TestAuthority {
    private final Path folder;

    public TestAuthority(Path folder) throws Exception {
        this.folder = folder;
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=berth-test-ca -keyout ca.key"
                        + " -out ca.crt");
    }

    /** Returns the authority's own certificate. */
    public Path certificate() {
        return folder.resolve("ca.crt");
    }

    /** Makes {@code NAME.crt} and {@code NAME.key}, good for this machine. */
    public void issue(String name, String keyKind) throws Exception {
        issue(name, keyKind, "IP:127.0.0.1,DNS:localhost");
    }

    /** Makes {@code NAME.crt} and {@code NAME.key}, good for some hosts. */
    public void issue(String name, String keyKind, String hosts) throws Exception {
        Files.writeString(
                folder.resolve(name + ".ext"),
                "subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n".formatted(hosts));
        openssl(
                "req -newkey %s -nodes -subj /CN=%s -keyout %s.key -out %s.csr"
                        .formatted(keyKind, name, name, name));
        openssl(
                ("x509 -req -in %s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2"
                                + " -extfile %s.ext -out %s.crt")
                        .formatted(name, name, name));
    }

    /** Returns the file of a certificate. */
    public Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    /** Returns the file of a key. */
    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed:\n" + output);
        }
    }
}
