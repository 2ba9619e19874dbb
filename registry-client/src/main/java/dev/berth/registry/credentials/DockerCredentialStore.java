package dev.berth.registry.credentials;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.auth.CredentialKind;
import dev.berth.registry.auth.CredentialStore;
import dev.berth.registry.host.RegistryHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds logins in the docker command's {@code config.json} and credential helpers. What cannot be
 * read is an error: without the login, a registry would give something else, or deny that there is
 * anything.
 */
public final class DockerCredentialStore implements CredentialStore {
    private static final Duration HELPER_LIMIT = Duration.ofSeconds(30);

    private final Path configFile;
    private final String searchPath;

    /**
     * @param folder the one that {@code $DOCKER_CONFIG} names
     * @param searchPath the folders to look for credential helpers in, as in {@code PATH}
     */
    public DockerCredentialStore(Path folder, String searchPath) {
        this.configFile = folder.resolve("config.json");
        this.searchPath = searchPath;
    }

    @Override
    public Optional<RegistryCredentials> find(RegistryHost registry) throws InterruptedException {
        try {
            return read(registry.loginKey()).filter(login -> !CredentialKind.isEmpty(login));
        } catch (IOException e) {
            throw new RegistryException(
                    Reason.UNAUTHORIZED,
                    registry.domain(),
                    "",
                    "this host's login to %s cannot be read from %s: %s; mend that, or give a login"
                            .formatted(registry.domain(), configFile, e.getMessage()),
                    e);
        }
    }

    private Optional<RegistryCredentials> read(String key)
            throws IOException, InterruptedException {
        DockerConfigFile config = DockerConfigFile.read(configFile);
        Optional<String> helper = config.helper(key);
        if (helper.isPresent()) {
            Optional<RegistryCredentials> login =
                    new CredentialHelper(helper.get(), searchPath, HELPER_LIMIT).get(key);
            if (login.isPresent()) {
                return login;
            }
        }
        return config.login(key);
    }
}
