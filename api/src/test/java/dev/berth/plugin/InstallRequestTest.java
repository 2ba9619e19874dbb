package dev.berth.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallRequestTest {
    private static final PluginReference NAME = PluginReference.parse("vieux/sshfs");

    @Test
    void grantsNothingUntilToldTo() {
        assertEquals(List.of(), InstallRequest.of(NAME).privileges());
    }

    @Test
    void keepsWhatElseItSaysWhenOneThingChanges() {
        Privilege network = Privilege.of("network", "", List.of("host"));
        RegistryCredentials login = RegistryCredentials.of("me", "pw");
        PluginReference mine = PluginReference.parse("mine");
        Path place = Path.of("/media/plugins");
        InstallRequest request =
                InstallRequest.of(NAME)
                        .withAlias(mine)
                        .withPrivileges(List.of(network))
                        .withCredentials(login)
                        .withLayout(place);
        assertEquals(NAME, request.reference());
        assertEquals(Optional.of(mine), request.alias());
        assertEquals(List.of(network), request.privileges());
        assertEquals(Optional.of(login), request.credentials());
        assertEquals(Optional.of(place), request.layout());
        assertEquals(
                request,
                InstallRequest.of(NAME)
                        .withLayout(place)
                        .withCredentials(login)
                        .withPrivileges(List.of(network))
                        .withAlias(mine));
        assertNotEquals(request, request.withLayout(Path.of("/other")));
    }

    @Test
    void cannotBeChangedFromOutside() {
        List<Privilege> granted = new ArrayList<>();
        InstallRequest request = InstallRequest.of(NAME).withPrivileges(granted);
        granted.add(Privilege.of("network", "", List.of("host")));
        assertEquals(List.of(), request.privileges());
    }
}
