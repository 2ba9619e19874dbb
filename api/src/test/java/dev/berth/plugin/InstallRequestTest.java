package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallRequestTest {
    private static final PluginReference NAME = PluginReference.parse("vieux/sshfs");

    @Test
    void grantsNothingUntilToldTo() {
        assertEquals(List.of(), InstallRequest.of(NAME).granted());
    }

    @Test
    void keepsWhatElseItSaysWhenOneThingChanges() {
        Privilege network = new Privilege("network", "", List.of("host"));
        RegistryCredentials login = RegistryCredentials.of("me", "pw");
        InstallRequest request =
                InstallRequest.of(NAME)
                        .as(PluginReference.parse("mine"))
                        .granting(List.of(network))
                        .with(login)
                        .from(Path.of("/media/plugins"));
        assertEquals(
                new InstallRequest(
                        NAME,
                        Optional.of(PluginReference.parse("mine")),
                        List.of(network),
                        Optional.of(login),
                        Optional.of(Path.of("/media/plugins"))),
                request);
    }
}
