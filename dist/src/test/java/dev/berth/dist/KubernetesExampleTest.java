package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.dist.option.OptionParser;
import dev.berth.dist.option.Options;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code examples/kubernetes}: what an API server would refuse, as far as a look at the documents
 * tells, and what the engine needs of the node.
 */
class KubernetesExampleTest {
    private static final Path EXAMPLE = Path.of("../examples/kubernetes");

    /** Resources by kind. */
    private final Map<String, Map<?, ?>> resources = new LinkedHashMap<>();

    @BeforeEach
    void read() throws IOException {
        String text = Files.readString(EXAMPLE.resolve("daemonset.yaml"));
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
            resources.put(text((Map<?, ?>) document, "kind"), (Map<?, ?>) document);
        }
    }

    /** Returns what is at a path of keys. */
    private static Object at(Object node, String... path) {
        Object found = node;
        for (String key : path) {
            found = ((Map<?, ?>) found).get(key);
        }
        return found;
    }

    private static String text(Object node, String... path) {
        return (String) at(node, path);
    }

    private static List<?> list(Object node, String... path) {
        return (List<?>) at(node, path);
    }

    private Object pod() {
        return at(resources.get("DaemonSet"), "spec", "template", "spec");
    }

    private Object container() {
        return list(pod(), "containers").get(0);
    }

    @Test
    void hasTheFieldsThatTheApiRequires() {
        assertEquals(
                List.of("Namespace", "ConfigMap", "DaemonSet"), List.copyOf(resources.keySet()));
        assertEquals("v1", text(resources.get("ConfigMap"), "apiVersion"));
        assertEquals("apps/v1", text(resources.get("DaemonSet"), "apiVersion"));
        assertEquals(
                Set.of("apiVersion", "kind", "metadata", "spec"),
                resources.get("DaemonSet").keySet());
        assertEquals(
                Set.of("selector", "minReadySeconds", "updateStrategy", "template"),
                ((Map<?, ?>) at(resources.get("DaemonSet"), "spec")).keySet());
        String namespace = text(resources.get("Namespace"), "metadata", "name");
        assertEquals(namespace, text(resources.get("DaemonSet"), "metadata", "namespace"));
        assertEquals(namespace, text(resources.get("ConfigMap"), "metadata", "namespace"));
    }

    @Test
    void selectsItsOwnPods() {
        Object spec = at(resources.get("DaemonSet"), "spec");
        assertEquals(
                at(spec, "selector", "matchLabels"), at(spec, "template", "metadata", "labels"));
    }

    /** containerd reads in the node's file system what the engine writes in the pod's. */
    @Test
    void mountsEachFolderWhereTheNodeHasIt() {
        Set<String> mounted = new TreeSet<>();
        for (Object mount : list(container(), "volumeMounts")) {
            Object volume =
                    list(pod(), "volumes").stream()
                            .filter(one -> text(one, "name").equals(text(mount, "name")))
                            .findFirst()
                            .orElseThrow();
            if (at(volume, "hostPath") != null) {
                assertEquals(text(volume, "hostPath", "path"), text(mount, "mountPath"));
                mounted.add(text(mount, "mountPath"));
            } else {
                assertEquals(
                        text(resources.get("ConfigMap"), "metadata", "name"),
                        text(volume, "configMap", "name"));
            }
        }
        assertEquals(list(container(), "volumeMounts").size(), list(pod(), "volumes").size());
        assertEquals(
                Set.of("/run/berth", "/run/containerd", "/run/docker/plugins", "/var/lib/berth"),
                mounted);
        for (Object mount : list(container(), "volumeMounts")) {
            if (text(mount, "mountPath").matches("/run/berth|/var/lib/berth")) {
                assertEquals("Bidirectional", text(mount, "mountPropagation"));
            }
        }
        // Kubernetes allows Bidirectional to privileged containers only.
        assertEquals(true, at(container(), "securityContext", "privileged"));
    }

    @Test
    void hasOptionsThatTheEngineTakes() throws Exception {
        List<String> line = list(container(), "args").stream().map(String::valueOf).toList();
        Options options = OptionParser.parse(line, Map.of());
        assertTrue(options.liveRestore());
        assertEquals(Path.of("/var/lib/berth"), options.root());
        long grace = ((Number) at(pod(), "terminationGracePeriodSeconds")).longValue();
        assertTrue(grace >= options.stopSeconds() + 20, "the engine is killed while it stops");
    }

    /** Each file is one of a PID that there is, with keys that it has. */
    @Test
    void hasConfigurationsThatAreDocumented() throws IOException {
        String documented = Files.readString(Path.of("../docs/configuration.md"));
        Map<?, ?> files = (Map<?, ?>) at(resources.get("ConfigMap"), "data");
        for (Map.Entry<?, ?> file : files.entrySet()) {
            String pid = file.getKey().toString().replaceFirst("(-[a-z]+)?\\.cfg$", "");
            int begin = documented.indexOf("## `%s`\n".formatted(pid));
            assertTrue(begin > 0, pid);
            int next = documented.indexOf("\n## ", begin);
            String keys = documented.substring(begin, next < 0 ? documented.length() : next);
            Properties properties = new Properties();
            properties.load(new StringReader(file.getValue().toString()));
            for (String key : properties.stringPropertyNames()) {
                assertTrue(keys.contains("| `%s` |".formatted(key)), key);
            }
        }
    }

    @Test
    void buildsItsImageOfTheArchive() throws IOException {
        String dockerfile = Files.readString(EXAMPLE.resolve("Dockerfile"));
        assertTrue(dockerfile.contains("ENTRYPOINT [\"/opt/berth/bin/berth\"]"));
        for (String program : List.of("mount", "coreutils", "openjdk-17-jre-headless")) {
            assertTrue(dockerfile.contains(program), program);
        }
    }
}
