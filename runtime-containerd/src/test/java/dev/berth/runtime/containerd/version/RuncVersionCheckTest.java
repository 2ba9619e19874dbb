package dev.berth.runtime.containerd.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.host.HostProgram;
import dev.berth.testing.RecordingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RuncVersionCheckTest {
    /** What Debian 12's prints. */
    private static final String DEBIAN =
            """
            runc version 1.1.5+ds1
            commit: 1.1.5+ds1-1+deb12u1
            spec: 1.0.2-dev
            go: go1.19.8
            libseccomp: 2.5.4
            """;

    @TempDir Path top;
    private final RecordingLog log = new RecordingLog();

    @Test
    void warnsOfUpstreamsNumberAndSaysThatTheBuildMayBeMended() {
        assertEquals(
                Optional.of(
                        "runc 1.1.5+ds1 is too old: plugins can get out of their containers in"
                                + " upstream's 1.1.5 (CVE-2024-21626, CVE-2025-31133,"
                                + " CVE-2025-52565, CVE-2025-52881, CVE-2026-41579); update it to"
                                + " upstream's 1.3.6, 1.4.3, 1.5.0-rc3 or later. A distribution may"
                                + " have mended build 1.1.5+ds1-1+deb12u1 under the old number: if"
                                + " its security tracker says so of all of them, set"
                                + " runc.version.trusted=1.1.5+ds1-1+deb12u1 of"
                                + " dev.berth.runtime.containerd"),
                check().problem(DEBIAN));
    }

    @Test
    void saysNothingOfATrustedBuildAndWarnsOfTheNext() {
        assertEquals(Optional.empty(), check("1.1.5+ds1-1+deb12u1").problem(DEBIAN));
        assertEquals(Optional.empty(), check("1.1.5+ds1").problem(DEBIAN));
        assertTrue(check("1.1.5+ds1-1+deb12u2").problem(DEBIAN).isPresent());
    }

    @Test
    void saysNothingOfAVersionWithoutKnownEscapes() {
        assertEquals(
                Optional.empty(), check().problem("runc version 1.5.1\ncommit: v1.5.1-0-g1\n"));
    }

    @Test
    void saysThatItCannotReadAVersion() {
        assertEquals(
                Optional.of(
                        "the version of runc cannot be read, and is not checked for known escapes"),
                check().problem("crun version 1.8.1\n"));
        assertTrue(check().problem("").isPresent());
    }

    @Test
    void quotesNothingRaw() {
        String warning =
                check().problem("runc version 1.1.5\u001b[2J\ncommit: \u202e\n").orElseThrow();
        assertFalse(warning.contains("\u001b"), warning);
        assertFalse(warning.contains("\u202e"), warning);
    }

    @Test
    void asksTheProgramOnce() throws Exception {
        Path runc = Files.writeString(top.resolve("runc"), "#!/bin/sh\necho runc version 1.0.0\n");
        Files.setPosixFilePermissions(runc, PosixFilePermissions.fromString("rwx------"));
        start(new HostProgram(runc.toString()));
        log.next("runc 1.0.0 is too old");
        assertEquals(1, log.lines("warn").size());
    }

    @Test
    void saysThatAMissingProgramIsNotChecked() throws Exception {
        start(new HostProgram(top.resolve("nosuch").toString()));
        log.next("cannot be asked for its version");
        assertEquals(List.of(), log.lines("warn"));
    }

    @Test
    void asksNoProgramThatIsNotNamed() {
        start(new HostProgram(""));
        assertEquals(List.of(), log.lines());
    }

    private void start(HostProgram runc) {
        new RuncVersionCheck(runc, Set.of(), log.logger()).start();
    }

    private RuncVersionCheck check(String... trusted) {
        return new RuncVersionCheck(new HostProgram("runc"), Set.of(trusted), log.logger());
    }
}
