package dev.berth.dist.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

class EmbeddedLicenseTest {
    private static final String LICENSE = "META-INF/LICENSE";
    private static final String NOTICE = "META-INF/NOTICE";
    private static final Path LIST = Path.of("..", "licenses", "embedded.list");

    @Test
    void isInEachBundleThatNeedsIt() throws Exception {
        List<EmbeddedLicense> list = EmbeddedLicense.all(LIST);
        Set<EmbeddedLicense> used = new HashSet<>();
        for (Map.Entry<String, Path> bundle : BuiltBundles.all().entrySet()) {
            Map<String, byte[]> files = BuiltBundles.files(bundle.getValue(), name -> true);
            assertEquals(List.of(), violations(list, files, used), bundle.getKey());
        }
        assertEquals(list.size(), used.size(), "a line that is of no bundle");
    }

    @Test
    void isMissedWhereAFileIsOfNobodyInTheList() throws Exception {
        assertEquals(
                List.of("org/new/One.class is of nobody in embedded.list"),
                violations(Map.of("org/new/One.class", new byte[0])));
    }

    @Test
    void isMissedInTheHeaderInTheTextsAndInTheNotice() throws Exception {
        assertEquals(
                List.of(
                        "Bundle-License lacks BSD-2-Clause",
                        "META-INF/licenses/zstd-jni.txt is missing",
                        "NOTICE does not name zstd-jni"),
                violations(Map.of("com/github/luben/zstd/Zstd.class", new byte[0])));
    }

    private static List<String> violations(Map<String, byte[]> files) throws IOException {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.put(LICENSE, new byte[0]);
        all.put(NOTICE, new byte[0]);
        all.put(JarFile.MANIFEST_NAME, "Bundle-License: Apache-2.0\n".getBytes());
        return violations(EmbeddedLicense.all(LIST), all, new HashSet<>());
    }

    private static List<String> violations(
            List<EmbeddedLicense> list, Map<String, byte[]> files, Set<EmbeddedLicense> used)
            throws IOException {
        Set<String> violations = new TreeSet<>();
        Set<EmbeddedLicense> here = new HashSet<>();
        for (String file : files.keySet()) {
            if (file.endsWith("/") || file.matches("(dev/berth|META-INF|OSGI-INF|OSGI-OPT)/.*")) {
                continue;
            }
            Optional<EmbeddedLicense> line =
                    list.stream().filter(each -> file.startsWith(each.path())).findFirst();
            line.ifPresentOrElse(
                    here::add, () -> violations.add(file + " is of nobody in embedded.list"));
        }
        for (String own : List.of(LICENSE, NOTICE)) {
            if (!files.containsKey(own)) {
                violations.add(own + " is missing");
            }
        }
        here.forEach(line -> violations.addAll(missing(line, files)));
        used.addAll(here);
        return List.copyOf(violations);
    }

    private static List<String> missing(EmbeddedLicense line, Map<String, byte[]> files) {
        List<String> missing = new ArrayList<>();
        List<String> header = header(files.get(JarFile.MANIFEST_NAME));
        line.licenses().stream()
                .filter(license -> !header.contains(license))
                .forEach(license -> missing.add("Bundle-License lacks " + license));
        line.texts().stream()
                .filter(text -> !files.containsKey(text))
                .forEach(text -> missing.add(text + " is missing"));
        String notice = new String(files.getOrDefault(NOTICE, new byte[0]), StandardCharsets.UTF_8);
        if (!notice.contains("  " + line.name() + " ")) {
            missing.add("NOTICE does not name " + line.name());
        }
        return missing;
    }

    private static List<String> header(byte[] manifest) {
        try {
            Manifest read = new Manifest(new ByteArrayInputStream(manifest));
            return Arrays.asList(read.getMainAttributes().getValue("Bundle-License").split(", *"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
