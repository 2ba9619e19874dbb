package dev.berth.core.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.MountNotAllowedException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin gets bind mounts and tmpfs; any other type is refused by its name. */
class MountRulesTest {
    private static final MountRules NONE_MORE = new MountRules(Set::of);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proc",
                "sysfs",
                "overlay",
                "devtmpfs",
                "cgroup",
                "cgroup2",
                "ext4",
                "binfmt_misc",
                "debugfs",
                "tracefs",
                "securityfs",
                "bpf",
                "mqueue",
                "devpts",
                "fuse",
                "nfs",
                "Bind",
                "BIND",
                "bind ",
                "rbind",
                "remount",
                "nonesuch"
            })
    void namesATypeThatIsNotAllowed(String type) {
        String json = "{\"source\":\"/x\",\"destination\":\"/p\",\"type\":\"" + type + "\"";
        String refusal = refusal(json + "}");
        assertTrue(refusal.startsWith("the plugin's mount at /p is not allowed: "), refusal);
        assertTrue(refusal.contains("its type is " + type + ","), refusal);
        assertTrue(refusal.contains("mount.types.allowed"), refusal);
        refusal(json + ",\"options\":[\"rbind\"]}");
        refusal(json + ",\"options\":[\"rw\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none"})
    void takesAMountWithoutTypeAsABind(String type) {
        String json = "{\"source\":\"/x\",\"destination\":\"/p\",\"type\":\"" + type + "\"";
        accept(json + "}");
        accept(json + ",\"options\":[\"bind\"]}");
        accept(json + ",\"options\":[\"ro\",\"rbind\"]}");
        refusal(json + ",\"options\":[\"rbind\",\"lowerdir=/etc\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"rbind\"]",
                "[\"bind\",\"ro\"]",
                "[\"rbind\",\"rw\",\"rshared\"]",
                "[\"rbind\",\"rslave\",\"nosuid\",\"nodev\",\"noexec\",\"relatime\"]",
                "[\"bind\",\"private\",\"nosymfollow\",\"rro\"]",
            })
    void takesABindWithItsOptions(String options) {
        accept(
                "{\"source\":\"/x\",\"destination\":\"/p\",\"type\":\"bind\",\"options\":"
                        + options
                        + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bind|remount",
                "bind|lowerdir=/etc",
                "bind|idmap",
                "bind|mand",
                "bind|''",
                "bind|ro,rw",
                "bind|size=1k",
                "tmpfs|bind",
                "tmpfs|rbind",
                "tmpfs|remount",
                "tmpfs|tmpcopyup",
                "tmpfs|size=1k,mpol=bind",
                "tmpfs|context=x",
                "tmpfs|mode=9",
            })
    void namesAnOptionThatIsNotAllowed(String type, String option) {
        String refusal =
                refusal(
                        "{\"source\":\"/x\",\"destination\":\"/p\",\"type\":\"%s\",\"options\":[\"%s\"]}"
                                .formatted(type, option));
        assertTrue(refusal.contains("\"" + option + "\" is no option"), refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"rw\",\"nosuid\",\"nodev\",\"noexec\",\"size=64m\",\"mode=1777\"]",
                "[\"size=50%\",\"nr_inodes=10k\",\"uid=1000\",\"gid=0\"]"
            })
    void takesATmpfs(String options) {
        accept(
                "{\"source\":\"tmpfs\",\"destination\":\"/p\",\"type\":\"tmpfs\",\"options\":"
                        + options
                        + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"lowerdir=/a:/b\"]", "[\"rbind\"]"})
    void takesATypeThatTheOperatorAllows(String options) {
        MountRules rules = new MountRules(() -> Set.of("overlay"));
        String overlay = "{\"source\":\"o\",\"destination\":\"/p\",\"type\":\"overlay\"";
        String json = overlay + ",\"options\":" + options + "}";
        if (options.contains("rbind")) {
            assertThrows(MountNotAllowedException.class, () -> require(rules, json));
        } else {
            assertDoesNotThrow(() -> require(rules, json));
        }
        assertThrows(
                MountNotAllowedException.class,
                () -> require(rules, json.replace("\"overlay\"", "\"proc\"")));
    }

    private static void accept(String mount) {
        assertDoesNotThrow(() -> require(NONE_MORE, mount));
    }

    private static String refusal(String mount) {
        return assertThrows(MountNotAllowedException.class, () -> require(NONE_MORE, mount))
                .getMessage();
    }

    private static void require(MountRules rules, String mount) {
        String config = "{\"mounts\":[" + mount + "]}";
        rules.require(PluginConfigReader.read(config.getBytes(StandardCharsets.UTF_8)).mounts());
    }
}
