package dev.berth.core.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.shared.json.UniqueNames;
import dev.berth.shared.json.Utf8Json;
import java.io.IOException;
import java.util.Set;

/**
 * What a config must keep to when a plugin is installed, upgraded, created or loaded: it is read in
 * one way only, what it shows is what it is, its mounts are allowed, and its socket can be there.
 * Configs of installed plugins are read without, so that a rule that is new loses no plugin.
 */
public record ConfigRules(MountRules mounts, SocketRules sockets) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Parses the config of a plugin that is not installed yet.
     *
     * @throws InvalidPluginException as {@link PluginConfigReader#read}, or if it breaks a rule
     * @throws dev.berth.plugin.error.MountNotAllowedException if a mount is not allowed
     * @throws dev.berth.plugin.error.PluginLimitExceededException if its socket's name is too long
     */
    public PluginConfig read(byte[] bytes) {
        requireOneReading(bytes);
        PluginConfig config = PluginConfigReader.read(bytes);
        ConfigTextCheck.require(config);
        mounts.require(config.mounts());
        sockets.require(config.iface().socket());
        return config;
    }

    private static void requireOneReading(byte[] bytes) {
        UniqueNames names = new UniqueNames(Set.of());
        try (JsonParser parser = JSON.createParser(Utf8Json.replaced(bytes))) {
            while (parser.nextToken() != null) {
                names.take(parser);
            }
        } catch (JsonProcessingException e) {
            // Its reader can tell better what is wrong with it.
            return;
        } catch (IOException e) {
            throw new InvalidPluginException("failed to parse config: " + e.getMessage(), e);
        }
    }
}
