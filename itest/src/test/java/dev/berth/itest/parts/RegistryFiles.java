package dev.berth.itest.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.plugin.Digest;
import dev.berth.testing.RealRegistry;
import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the registry, and uploads to it that Berth would never send. */
public final class RegistryFiles {
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final String CONFIG = "application/vnd.docker.plugin.v1+json";

    private RegistryFiles() {}

    /** Returns the digest of the config that a manifest names. */
    public static Digest config(Digest manifest) {
        return Digest.parse(read(manifest).get("config").get("digest").asText());
    }

    /** Returns the digest of the first layer that a manifest names. */
    public static Digest layer(Digest manifest) {
        return Digest.parse(read(manifest).get("layers").get(0).get("digest").asText());
    }

    private static JsonNode read(Digest manifest) {
        try {
            return new ObjectMapper().readTree(blob(manifest).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path blob(Digest digest) {
        return RealRegistry.blob(TestBed.registryFolder(), digest.hex());
    }

    /** Returns the size of a blob. */
    public static long size(Digest digest) {
        return blob(digest).toFile().length();
    }

    /** Changes one byte of a blob on the registry's disk. */
    public static void corrupt(Digest digest) {
        Path data = blob(digest);
        try {
            byte[] bytes = Files.readAllBytes(data);
            bytes[bytes.length / 2] ^= 1;
            Files.write(data, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a plugin there that has this text as its config, and a layer that is not one. */
    public static void push(String repository, String config) {
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        byte[] layer = "not a layer".getBytes(StandardCharsets.UTF_8);
        URI base = URI.create("http://%s/v2/%s/".formatted(TestBed.registry(), repository));
        upload(base, bytes);
        upload(base, layer);
        String manifest =
                """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "%s", "digest": "%s", "size": %d},
                 "layers": [{"mediaType": "%s", "digest": "%s", "size": %d}]}
                """
                        .formatted(
                                MANIFEST,
                                CONFIG,
                                Digest.sha256(bytes),
                                bytes.length,
                                LAYER,
                                Digest.sha256(layer),
                                layer.length);
        send(
                HttpRequest.newBuilder(base.resolve("manifests/latest"))
                        .header("Content-Type", MANIFEST)
                        .PUT(BodyPublishers.ofString(manifest)),
                201);
    }

    /** Puts a blob into a repository. */
    public static void putBlob(String repository, byte[] bytes) {
        upload(URI.create("http://%s/v2/%s/".formatted(TestBed.registry(), repository)), bytes);
    }

    /** Puts a manifest into a repository, byte for byte. */
    public static void putManifest(String repository, String name, byte[] bytes, String type) {
        send(
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://%s/v2/%s/manifests/%s"
                                                .formatted(TestBed.registry(), repository, name)))
                        .header("Content-Type", type)
                        .PUT(BodyPublishers.ofByteArray(bytes)),
                201);
    }

    /** Returns what the registry says of a repository's latest manifest. */
    public static HttpHeaders manifest(String repository) {
        URI uri =
                URI.create(
                        "http://%s/v2/%s/manifests/latest"
                                .formatted(TestBed.registry(), repository));
        return send(HttpRequest.newBuilder(uri).header("Accept", MANIFEST), 200).headers();
    }

    private static void upload(URI base, byte[] bytes) {
        HttpResponse<String> upload =
                send(
                        HttpRequest.newBuilder(base.resolve("blobs/uploads/"))
                                .POST(BodyPublishers.noBody()),
                        202);
        String location = upload.headers().firstValue("Location").orElseThrow();
        send(
                HttpRequest.newBuilder(base.resolve(location + "&digest=" + Digest.sha256(bytes)))
                        .PUT(BodyPublishers.ofByteArray(bytes)),
                201);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, int expected) {
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient()
                            .send(
                                    request.timeout(TestTimeout.LIMIT).build(),
                                    BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new AssertionError(answer + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
