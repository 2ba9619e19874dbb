package dev.berth.engine.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.engine.support.Docker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same script of commands drives a real dockerd and Berth: what differs is meant to differ. */
class SideBySideIT {

    @Test
    void differOnlyWhereTheyShould() throws Exception {
        assumeTrue(isThere("dockerd"), "dockerd is not installed (Debian's package docker.io)");
        List<String> table = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try (Machines machines = new Machines()) {
            Path plugins = PluginFolders.write(machines.folder().resolve("plugins"));
            Engine dockerd = engine(machines, machines.dockerSocket(), plugins, "d", "b");
            Engine berth = engine(machines, machines.berthSocket(), plugins, "b", "d");
            for (Row row : Script.rows()) {
                Result result = Result.of(row, dockerd.ask(row), berth.ask(row));
                table.add(result.toString());
                System.out.println(result);
                if (!result.isRight()) {
                    wrong.add(result.toString());
                }
            }
        }
        Files.write(Path.of(System.getProperty("berth.table")), table);
        assertEquals(List.of(), wrong);
    }

    private static Engine engine(
            Machines machines, Path socket, Path plugins, String own, String other)
            throws IOException {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("R", machines.registry() + "/" + own);
        places.put("OTHER", machines.registry() + "/" + other);
        places.put("D", plugins.toString());
        places.put("SAMPLE", Path.of(System.getProperty("berth.sample")).toRealPath().toString());
        Path configuration = Files.createDirectories(machines.folder().resolve("config-" + own));
        Docker docker = new Docker(socket, configuration).with("DOCKER_API_VERSION", "1.41");
        return new Engine(socket, docker, places);
    }

    private static boolean isThere(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(p -> Files.isExecutable(Path.of(p, program)));
    }
}
