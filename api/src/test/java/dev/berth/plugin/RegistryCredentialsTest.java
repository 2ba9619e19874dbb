package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class RegistryCredentialsTest {

    @Test
    void neverPrintASecret() {
        RegistryCredentials login =
                RegistryCredentials.of("me", "s3cret")
                        .withIdentityToken("id-t0ken")
                        .withRegistryToken("reg-t0ken");
        String printed =
                login
                        + InstallRequest.of(PluginReference.parse("x"))
                                .withCredentials(login)
                                .toString();
        assertFalse(printed.contains("s3cret"), printed);
        assertFalse(printed.contains("t0ken"), printed);
    }

    @Test
    void areNameAndPasswordWhenNothingElseIsSaid() {
        RegistryCredentials login = RegistryCredentials.of("me", "pw");
        assertEquals("me", login.username());
        assertEquals("pw", login.password());
        assertEquals("", login.identityToken());
        assertEquals("", login.registryToken());
        assertEquals(login, RegistryCredentials.of("me", "pw").withIdentityToken(""));
        assertNotEquals(login, login.withRegistryToken("t"));
    }
}
