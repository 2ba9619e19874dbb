package dev.berth.runtime.containerd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.runtime.containerd.oci.HostFacts;
import dev.berth.runtime.containerd.oci.HostKernel;
import dev.berth.runtime.containerd.oci.PluginSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The filter of a plugin beside the one that containerd's own client makes of the profile that it
 * brings, Docker's of its time.
 */
class SeccompPeersIT {
    /** Calls that are newer than containerd 1.6. */
    private static final Set<String> NEWER =
            words(
                    "cachestat fchmodat2 futex_requeue futex_wait futex_wake getxattrat listmount"
                            + " listxattrat map_shadow_stack mseal name_to_handle_at"
                            + " process_vm_readv process_vm_writev removexattrat setxattrat"
                            + " statmount uretprobe");

    /** Docker has taken them out since: they led out of containers. */
    private static final Set<String> TAKEN_OUT =
            words("io_uring_enter io_uring_register io_uring_setup");

    @RegisterExtension static final ContainerdHost HOST = new ContainerdHost();

    @Test
    void allowsWhatContainerdsDoesButForWhatHasChangedSince() throws Exception {
        JsonNode theirs = theirs().get("linux").get("seccomp");
        JsonNode ours = ours().get("linux").get("seccomp");
        assertEquals(theirs.get("defaultAction"), ours.get("defaultAction"));
        Set<String> expected = allowed(theirs);
        expected.removeAll(TAKEN_OUT);
        Set<String> actual = allowed(ours);
        actual.removeAll(NEWER);
        expected.removeAll(NEWER);
        assertEquals(expected, actual);
        for (String call : List.of("clone", "clone3", "personality")) {
            assertEquals(rules(theirs, call), rules(ours, call));
        }
    }

    private static JsonNode ours() throws IOException {
        HostFacts facts = new HostFacts(List.of(), List.of(), List.of(), "/p", HostKernel.read());
        SampleLaunches launches = new SampleLaunches(Path.of("/r"), Path.of("/s"));
        return new ObjectMapper().readTree(new PluginSpec(launches.launch(), facts).json());
    }

    private static JsonNode theirs() throws IOException, InterruptedException {
        HOST.ctr("containers", "create", "--seccomp", "--rootfs", "/", "peer", "/bin/true");
        try {
            return new ObjectMapper().readTree(HOST.ctr("containers", "info", "peer")).get("Spec");
        } finally {
            HOST.ctr("containers", "rm", "peer");
        }
    }

    private static Set<String> allowed(JsonNode filter) {
        Set<String> names = new TreeSet<>();
        for (JsonNode rule : filter.get("syscalls")) {
            if (rule.get("action").asText().equals("SCMP_ACT_ALLOW")) {
                rule.get("names").forEach(name -> names.add(name.asText()));
            }
        }
        return names;
    }

    /** Returns what is asked of arguments, and which error is replied. */
    private static Set<String> rules(JsonNode filter, String call) {
        Set<String> rules = new TreeSet<>();
        for (JsonNode rule : filter.get("syscalls")) {
            if (rule.get("names").toString().contains("\"" + call + "\"")) {
                rules.add(rule.path("args") + " " + rule.path("errnoRet"));
            }
        }
        return rules;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
