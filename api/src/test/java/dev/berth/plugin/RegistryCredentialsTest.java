package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class RegistryCredentialsTest {

    @Test
    void neverPrintASecret() {
        RegistryCredentials login =
                new RegistryCredentials("me", "s3cret", "id-t0ken", "reg-t0ken");
        String printed =
                login + InstallRequest.of(PluginReference.parse("x")).with(login).toString();
        assertFalse(printed.contains("s3cret"), printed);
        assertFalse(printed.contains("t0ken"), printed);
    }

    @Test
    void areNameAndPasswordWhenNothingElseIsSaid() {
        assertEquals(
                new RegistryCredentials("me", "pw", "", ""), RegistryCredentials.of("me", "pw"));
    }
}
