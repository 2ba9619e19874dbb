package dev.berth.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.desired.plan.Deletion;
import dev.berth.plugin.Privilege;
import dev.berth.shared.configuration.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WishTest {
    private final List<String> errors = new ArrayList<>();

    private Wish read(Map<String, Object> properties) {
        return Wish.read(properties, errors::add);
    }

    private void assertError(Map<String, Object> properties, String part) {
        assertThrows(InvalidConfigurationException.class, () -> read(properties));
        assertTrue(errors.get(errors.size() - 1).contains(part), errors::toString);
    }

    @Test
    void hasDefaults() {
        Wish wish = read(Map.of("reference", "acme/vol"));
        assertEquals("acme/vol:latest", wish.plugin().name().familiar());
        assertEquals("acme/vol:latest", wish.plugin().reference().familiar());
        assertEquals(Optional.of(List.of()), wish.plugin().granted());
        assertTrue(wish.plugin().enabled());
        assertEquals(Deletion.DISABLE, wish.whenDeleted());
    }

    @Test
    void isNamedWithoutTheDigest() {
        String digest = "@sha256:" + "a".repeat(64);
        assertEquals(
                "acme/vol:2",
                read(Map.of("reference", "acme/vol:2" + digest)).plugin().name().familiar());
        assertEquals(
                "acme/vol:latest",
                read(Map.of("reference", "acme/vol" + digest)).plugin().name().familiar());
        assertError(Map.of("reference", "x", "name", "y" + digest), "name is");
    }

    /** Values have commas: mount(8)'s options. */
    @Test
    void groupsPrivilegesByTheirNames() {
        Wish wish =
                read(
                        Map.of(
                                "reference",
                                "acme/vol",
                                "privileges",
                                new String[] {
                                    "mount=/a on /b type bind (ro,bind)",
                                    "capabilities=CAP_SYS_ADMIN",
                                    "mount=/c on /d type bind (rw,bind)"
                                }));
        assertEquals(
                List.of(
                        Privilege.of(
                                "mount",
                                "",
                                List.of(
                                        "/a on /b type bind (ro,bind)",
                                        "/c on /d type bind (rw,bind)")),
                        Privilege.of("capabilities", "", List.of("CAP_SYS_ADMIN"))),
                wish.plugin().granted().orElseThrow());
    }

    @Test
    void leavesConsentToPoliciesWhenAsked() {
        assertEquals(
                Optional.empty(),
                read(Map.of("reference", "x", "consent", "policy")).plugin().granted());
    }

    @Test
    void refusesWhatItCannotRead() {
        assertError(Map.of(), "reference is");
        assertError(Map.of("reference", "Bad Name"), "reference is \"Bad Name\"");
        assertError(Map.of("reference", "x", "consent", "all"), "must be exact or policy");
        assertError(Map.of("reference", "x", "enabled", "yes"), "enabled is \"yes\"");
        assertError(Map.of("reference", "x", "when.deleted", "purge"), "keep, disable or remove");
    }

    /** A setting may be a password, and so may what was meant to be one. */
    @Test
    void quotesNoSetting() {
        assertError(
                Map.of("reference", "x", "settings", List.of("PASSWORD=s3cret", "s3cret")),
                "settings is what is not shown here, and must be NAME=VALUE (element 2 has no name"
                        + " before a =)");
        assertFalse(errors.toString().contains("s3cret"), errors::toString);
        assertError(Map.of("reference", "x", "settings", "=s3cret"), "(element 1 has no name");
        assertError(Map.of("reference", "x", "privileges", "network"), "privileges is \"network\"");
    }

    @Test
    void refusesTwoValuesOfOneSetting() {
        assertError(
                Map.of("reference", "x", "settings", List.of("DEBUG=0", "A=1", "DEBUG=1")),
                "must be one value for each name (DEBUG is there twice)");
        read(Map.of("reference", "x", "settings", List.of("DEBUG=0", "DEBUGS=0")));
    }

    /** What only says how far it goes against a user does not have to come true anew. */
    @Test
    void hasAFingerprintOfThePluginAlone() {
        Wish wish = read(Map.of("reference", "x"));
        assertEquals(
                wish.fingerprint(),
                read(Map.of("reference", "x", "when.deleted", "keep")).fingerprint());
        assertNotEquals(
                wish.fingerprint(),
                read(Map.of("reference", "x", "settings", "A=1")).fingerprint());
        assertNotEquals(
                wish.fingerprint(), read(Map.of("reference", "x", "enabled", false)).fingerprint());
    }
}
