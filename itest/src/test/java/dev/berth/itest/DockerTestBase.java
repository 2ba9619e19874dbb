package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.berth.engine.support.Docker;
import dev.berth.engine.support.Docker.Outcome;
import dev.berth.itest.host.HostOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The base of tests of the engine API in a framework, by the docker commands of this machine. */
public abstract class DockerTestBase extends FrameworkTestBase {

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithEngineApi();
    }

    /** Returns each docker command, for this framework's engine. */
    protected final List<Docker> clients() throws IOException {
        List<Docker> clients = new ArrayList<>();
        for (Path program : Docker.clients()) {
            clients.add(new Docker(program, folders().socket(), folders().base()));
        }
        return clients;
    }

    /** Runs a command that has to succeed, and returns what it prints. */
    protected static String succeeds(Docker docker, String... command) throws Exception {
        Outcome outcome = docker.run(command);
        assertEquals(String.join(" ", command) + ": " + outcome.output(), 0, outcome.exit());
        return outcome.output();
    }

    /** Runs a command that has to fail and to say this. */
    protected static void fails(Docker docker, String why, String... command) throws Exception {
        Outcome outcome = docker.run(command);
        assertEquals(String.join(" ", command) + ": " + outcome.output(), 1, outcome.exit());
        assertTrue(outcome.output(), outcome.output().contains(why));
    }

    /** Runs a command about something that is not there: old clients have own words for that. */
    protected static void finds(Docker docker, String nothing, String... command) throws Exception {
        Outcome outcome = docker.run(command);
        assertEquals(outcome.output(), 1, outcome.exit());
        assertTrue(
                outcome.output(),
                outcome.output().contains("plugin \"" + nothing + "\" not found")
                        || outcome.output().contains("No such plugin: " + nothing));
    }
}
