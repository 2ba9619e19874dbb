package dev.berth.registry.credentials;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.auth.CredentialKind;
import dev.berth.registry.auth.CredentialStore;
import dev.berth.registry.host.RegistryHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.log.Logger;

/**
 * Finds logins in the docker command's {@code config.json} and credential helpers. What cannot be
 * read is logged and counts as no login, since most plugins can be pulled without one.
 */
public final class DockerCredentialStore implements CredentialStore {
    private static final Duration HELPER_LIMIT = Duration.ofSeconds(30);

    private final Path configFile;
    private final String searchPath;
    private final Logger log;

    /**
     * @param folder the one that {@code $DOCKER_CONFIG} names
     * @param searchPath the folders to look for credential helpers in, as in {@code PATH}
     */
    public DockerCredentialStore(Path folder, String searchPath, Logger log) {
        this.configFile = folder.resolve("config.json");
        this.searchPath = searchPath;
        this.log = log;
    }

    @Override
    public Optional<RegistryCredentials> find(RegistryHost registry) throws InterruptedException {
        try {
            return read(registry.loginKey()).filter(login -> !CredentialKind.isEmpty(login));
        } catch (IOException e) {
            log.warn("no login to {} is used: {}", registry.domain(), e.getMessage());
            return Optional.empty();
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
