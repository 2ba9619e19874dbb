package dev.berth.itest;

import static org.junit.Assert.assertEquals;

import dev.berth.engine.support.Docker;
import dev.berth.itest.parts.PluginSource;
import java.io.BufferedReader;
import java.time.Instant;
import org.junit.Test;

/** {@code docker events} while things happen. */
public class DockerEventsIT extends DockerTestBase {

    @Test
    public void areToldAsTheyHappenAndAgainLater() throws Exception {
        volumePlugin("volume");
        for (Docker docker : clients()) {
            String since = Long.toString(Instant.now().getEpochSecond());
            Process events = docker.start(events("--since", since, "--filter", "plugin=volume"));
            try (BufferedReader lines = events.inputReader()) {
                succeeds(docker, "plugin", "set", "volume", "DEBUG=1");
                assertEquals("set volume:latest", next(lines, "set"));
                succeeds(docker, "plugin", "enable", "volume");
                assertEquals("enable volume:latest", next(lines, "enable"));
                succeeds(docker, "plugin", "disable", "volume");
                assertEquals("disable volume:latest", next(lines, "disable"));
            } finally {
                events.toHandle().destroy();
                events.waitFor();
            }
            String soon = Long.toString(Instant.now().getEpochSecond() + 1);
            String again =
                    succeeds(
                            docker,
                            events("--since", "1", "--until", soon, "--filter", "event=enable"));
            assertEquals("enable volume:latest", again.lines().findFirst().orElse("nothing"));
        }
    }

    @Test
    public void ofOthersAreLeftOut() throws Exception {
        String folder = PluginSource.idle().folder().toString();
        for (Docker docker : clients()) {
            Process events = docker.start(events("--filter", "event=remove", "--since", "1"));
            try (BufferedReader lines = events.inputReader()) {
                succeeds(docker, "plugin", "create", "a/passing", folder);
                succeeds(docker, "plugin", "rm", "a/passing");
                assertEquals("remove a/passing:latest", next(lines, "remove a/passing"));
            } finally {
                events.toHandle().destroy();
                events.waitFor();
            }
        }
    }

    private static String[] events(String... options) {
        String[] command = new String[options.length + 3];
        command[0] = "events";
        command[1] = "--format";
        command[2] = "{{.Action}} {{.Actor.Attributes.name}}";
        System.arraycopy(options, 0, command, 3, options.length);
        return command;
    }

    /** Skips what the test's beginning has caused. */
    private static String next(BufferedReader lines, String action) throws Exception {
        String line = lines.readLine();
        while (line != null && !line.startsWith(action)) {
            line = lines.readLine();
        }
        return line;
    }
}
