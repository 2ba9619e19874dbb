package dev.berth.registry.testing;

import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;

/** A plugin as a scripted server gives it. */
public final class Served {
    private Served() {}

    /** Has a server give a plugin under a repository and tag. */
    public static void plugin(ScriptedServer server, String path, String tag, SamplePlugin plugin) {
        PluginManifest manifest = plugin.manifest();
        ScriptedServer.Script document =
                ScriptedResponses.of(
                        200,
                        manifest.manifestBytes(),
                        "Content-Type: " + manifest.manifest().mediaType(),
                        "Docker-Content-Digest: " + manifest.manifest().digest());
        server.on(manifestLine(path, tag), document);
        server.on(manifestLine(path, manifest.manifest().digest().toString()), document);
        server.on(
                blobLine(path, manifest.config()),
                ScriptedResponses.of(200, manifest.configBytes()));
        manifest.layers()
                .forEach(
                        layer ->
                                server.on(
                                        blobLine(path, layer),
                                        ScriptedResponses.of(200, plugin.bytes(layer))));
    }

    public static String manifestLine(String path, String tag) {
        return "GET /v2/" + path + "/manifests/" + tag;
    }

    public static String blobLine(String path, Descriptor blob) {
        return "GET /v2/" + path + "/blobs/" + blob.digest();
    }
}
