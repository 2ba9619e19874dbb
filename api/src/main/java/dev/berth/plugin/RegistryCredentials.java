package dev.berth.plugin;

/**
 * A login to one registry, as in Docker's {@code X-Registry-Auth}. Each field is empty when unused;
 * none is ever printed.
 *
 * @param identityToken a refresh token that stands in for the password
 * @param registryToken a bearer token that is sent as it is
 */
public record RegistryCredentials(
        String username, String password, String identityToken, String registryToken) {

    /** Returns a login by name and password. */
    public static RegistryCredentials of(String username, String password) {
        return new RegistryCredentials(username, password, "", "");
    }

    /** Names the user and hides the rest. */
    @Override
    public String toString() {
        return "RegistryCredentials[username=" + username + "]";
    }
}
