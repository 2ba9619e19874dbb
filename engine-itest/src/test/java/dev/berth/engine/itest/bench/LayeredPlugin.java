package dev.berth.engine.itest.bench;

import dev.berth.plugin.Digest;
import dev.berth.testing.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plugin of several layers in a repository, put there by the registry's API: {@code docker plugin
 * create} makes one layer of each plugin.
 */
final class LayeredPlugin {
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String CONFIG = "application/vnd.docker.plugin.v1+json";
    private static final String IDLE =
            """
            {"description":"measured","entrypoint":["/none"],"network":{"type":"none"},
             "interface":{"types":["docker.volumedriver/1.0"],"socket":"p.sock"},
             "rootfs":{"type":"layers","diff_ids":["%s"]}}
            """;

    /**
     * How layers are compressed: by which program, as fast as it can, and what they are called
     * then.
     */
    enum Compression {
        GZIP("gzip -1 -f", "gz", "-z", "application/vnd.docker.image.rootfs.diff.tar.gzip"),
        ZSTD("zstd -1 -q -f --rm", "zst", "--zstd", "application/vnd.oci.image.layer.v1.tar+zstd");

        private final List<String> command;
        private final String suffix;
        private final String option;
        private final String mediaType;

        /**
         * @param option of tar
         */
        Compression(String command, String suffix, String option, String mediaType) {
            this.command = List.of(command.split(" "));
            this.suffix = suffix;
            this.option = option;
            this.mediaType = mediaType;
        }
    }

    private final URI repository;
    private final Compression compression;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> diffIds = new ArrayList<>();
    private final List<String> layers = new ArrayList<>();
    private final List<URI> blobs = new ArrayList<>();

    /**
     * Begins with no layer.
     *
     * @param registry host and port of one without TLS
     */
    LayeredPlugin(String registry, String name, Compression compression) {
        this.compression = compression;
        repository = URI.create("http://%s/v2/%s/".formatted(registry, name));
    }

    /** Adds a folder's content as a layer. */
    void add(Path folder) throws IOException, InterruptedException {
        Path tar = folder.resolveSibling("layer.tar");
        Path packed = folder.resolveSibling("layer.tar." + compression.suffix);
        Programs.run("tar", "-C", folder.toString(), "-cf", tar.toString(), ".");
        diffIds.add("sha256:" + sha256(tar));
        List<String> command = new ArrayList<>(compression.command);
        command.add(tar.toString());
        Programs.run(new ProcessBuilder(command));
        String digest = "sha256:" + sha256(packed);
        upload(digest, BodyPublishers.ofFile(packed));
        layers.add(descriptor(compression.mediaType, digest, Files.size(packed)));
        blobs.add(repository.resolve("blobs/" + digest));
        Files.delete(packed);
    }

    /** Returns the shell's commands that fetch and unpack all layers. */
    String unpackInto(Path root) {
        return blobs.stream()
                .map(
                        blob ->
                                "curl -sSf %s | tar -C %s -x %s"
                                        .formatted(blob, root, compression.option))
                .collect(Collectors.joining("; "));
    }

    /** Puts config and manifest there. */
    void publish(String tag) throws IOException, InterruptedException {
        byte[] config =
                IDLE.formatted(String.join("\",\"", diffIds)).getBytes(StandardCharsets.UTF_8);
        String digest = Digest.sha256(config).toString();
        upload(digest, BodyPublishers.ofByteArray(config));
        String manifest =
                """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}
                """
                        .formatted(
                                MANIFEST,
                                descriptor(CONFIG, digest, config.length),
                                String.join(",", layers));
        send(
                HttpRequest.newBuilder(repository.resolve("manifests/" + tag))
                        .header("Content-Type", MANIFEST)
                        .PUT(BodyPublishers.ofString(manifest)));
    }

    private static String descriptor(String type, String digest, long size) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
    }

    private static String sha256(Path file) throws IOException, InterruptedException {
        return Programs.run("sha256sum", file.toString()).split(" ")[0];
    }

    private void upload(String digest, BodyPublisher body)
            throws IOException, InterruptedException {
        String location =
                send(HttpRequest.newBuilder(repository.resolve("blobs/uploads/"))
                                .POST(BodyPublishers.noBody()))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        send(HttpRequest.newBuilder(repository.resolve(location + "&digest=" + digest)).PUT(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return response;
    }
}
