package dev.berth.engine.itest;

import java.util.List;
import java.util.stream.Stream;

/** What both engines are told to do, in this order. */
final class Script {
    private static final String NULL = "null";
    private static final String CONSENT =
            "nothing is downloaded before the consent is known to be right";
    private static final String ZIP = "dockerd cannot read what its own client sends";
    private static final String MISTAKE =
            "a user's mistake is 400, as in today's moby, and not 500";
    private static final String WORDS = "the same, in words of Berth's own";
    private static final String REGISTRY = "what the registry said, and not what https said before";
    private static final String UNASKED = "who cannot be asked is an error, and not a no";
    private static final String VERSION = "DockerVersion is gone, as in today's moby";
    private static final String EXIT = "the reason is Berth's";
    private static final String EVENTS =
            "names always have their tag; settings and upgrades are events too";
    private static final String ELSE = "Berth has plugins only";

    private Script() {}

    static List<Row> rows() {
        return Stream.of(showing(), settings(), lifecycle(), registry(), requests(), end())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> showing() {
        return List.of(
                Row.docker("plugin ls"),
                Row.docker("plugin create a/large D/large"),
                Row.docker("plugin create a/large D/large"),
                Row.docker("plugin create UP/Case D/large"),
                Row.docker("plugin create a/n D/notjson"),
                Row.docker("plugin create a/w D/wrong"),
                Row.docker("plugin create a/r D/noroot").because(WORDS),
                Row.docker("plugin create a/gone D/nowhere"),
                Row.docker("plugin create --compress a/zip D/empty").because(ZIP),
                Row.docker("plugin rm a/zip").because(ZIP),
                Row.docker("plugin create a/empty:2 D/empty"),
                Row.docker("plugin ls"),
                Row.docker("plugin ls -q"),
                Row.docker("plugin ls --no-trunc"),
                Row.docker("plugin ls --format {{.Name}}:{{.Enabled}}:{{.PluginReference}}"),
                Row.docker("plugin ls --format {{json_.}}"),
                Row.docker("plugin ls -f enabled=true"),
                Row.docker("plugin ls -f enabled=false"),
                Row.docker("plugin ls -f enabled=maybe"),
                Row.docker("plugin ls -f capability=volumedriver"),
                Row.docker("plugin ls -f capability=volumedriver -f capability=dummy"),
                Row.docker("plugin ls -f capability=VolumeDriver"),
                Row.docker("plugin ls -f name=x"),
                Row.docker("plugin inspect a/large").because(VERSION),
                Row.docker("plugin inspect a/empty:2").because(VERSION),
                Row.docker("plugin inspect docker.io/a/large:latest -f {{.Name}}"),
                Row.docker("plugin inspect ID -f {{.Id}}"),
                Row.docker("plugin inspect ID6 -f {{.Id}}"),
                Row.docker("plugin inspect a/empty"),
                Row.docker("plugin inspect a/large none").because(VERSION),
                Row.docker("inspect --type plugin a/large -f {{.Settings.Env}}"),
                Row.docker("inspect no-such-thing"));
    }

    private static List<Row> settings() {
        return List.of(
                Row.docker("plugin set a/large DEBUG=1 UNSET=x=y"),
                Row.docker("plugin inspect a/large -f {{json_.Settings.Env}}"),
                Row.docker("plugin set a/large DEBUG.value=2 UNSET"),
                Row.docker("plugin inspect a/large -f {{json_.Settings.Env}}"),
                Row.docker("plugin set a/large m.source=/var d=/dev/zero args=x__y"),
                Row.docker("plugin inspect a/large").because(VERSION),
                Row.docker("plugin set a/large FIXED=2"),
                Row.docker("plugin set a/large DEBUG.description=2"),
                Row.docker("plugin set a/large NOSUCH=1"),
                Row.docker("plugin set a/large a.b.c=1"),
                Row.docker("plugin set a/large =1").because(WORDS),
                Row.docker("plugin set a/large fixed.source=/x"),
                Row.docker("plugin set a/large e.path=/dev/x"),
                Row.docker("plugin set none A=1"),
                Row.docker("plugin set a/large DEBUG=9 NOSUCH=1"),
                Row.docker("plugin inspect a/large -f {{json_.Settings.Env}}")
                        .because("dockerd keeps the first settings of a list that it refuses"));
    }

    private static List<Row> lifecycle() {
        return List.of(
                Row.docker("plugin create a/volume SAMPLE"),
                Row.docker("plugin enable a/volume"),
                Row.docker("plugin enable a/volume"),
                Row.docker("plugin ls --format {{.Name}}:{{.Enabled}}"),
                Row.docker("plugin set a/volume DEBUG=1"),
                Row.docker("plugin rm a/volume"),
                Row.docker("plugin upgrade a/volume R/volume"),
                Row.docker("plugin disable a/volume"),
                Row.docker("plugin disable a/volume"),
                Row.docker("plugin enable --timeout 60 a/volume"),
                Row.docker("plugin disable -f a/volume"),
                Row.docker("plugin enable --timeout -1 a/volume"),
                Row.docker("plugin enable none"),
                Row.docker("plugin disable none"),
                Row.docker("plugin rm none a/empty:2 none2"),
                Row.docker("plugin create a/nothing D/nothing"),
                Row.docker("plugin enable a/nothing").because(EXIT),
                Row.docker("plugin create a/source D/source"),
                Row.docker("plugin enable a/source").because(EXIT),
                Row.docker("plugin ls --format {{.Name}}:{{.Enabled}}"));
    }

    private static List<Row> registry() {
        return List.of(
                // dockerd cannot keep the same root filesystem under two names.
                Row.docker("plugin rm a/volume"),
                Row.docker("plugin create R/volume SAMPLE"),
                Row.docker("plugin push R/volume"),
                Row.docker("plugin push none"),
                Row.docker("plugin rm R/volume"),
                Row.docker("plugin install R/volume"),
                Row.atTerminal("n\n", "plugin install R/volume"),
                Row.atTerminal("", "plugin install R/volume"),
                Row.docker("plugin ls --format {{.Name}}"),
                Row.docker("plugin install --grant-all-permissions --disable R/volume"),
                Row.docker("plugin inspect R/volume").because(VERSION),
                Row.docker("plugin install --grant-all-permissions R/volume"),
                Row.docker("plugin rm R/volume"),
                Row.atTerminal("y\n", "plugin install --alias mine R/volume DEBUG=1"),
                Row.docker(
                        "plugin inspect mine -f"
                            + " {{.Name}}_{{.PluginReference}}_{{.Enabled}}_{{json_.Settings.Env}}"),
                Row.docker("plugin rm -f mine"),
                Row.docker("plugin install --grant-all-permissions --disable OTHER/volume"),
                Row.docker(
                        "plugin upgrade --grant-all-permissions --skip-remote-check OTHER/volume"
                                + " R/volume"),
                Row.docker("plugin inspect OTHER/volume -f {{.Name}}_{{.PluginReference}}"),
                Row.atTerminal("n\n", "plugin upgrade OTHER/volume OTHER/volume"),
                Row.docker("plugin upgrade none R/volume"),
                Row.docker("plugin enable OTHER/volume"),
                Row.docker("plugin rm -f OTHER/volume"),
                Row.docker("plugin install --grant-all-permissions R/volume NOSUCH=1"),
                Row.docker("plugin ls --format {{.Name}}:{{.Enabled}}"),
                Row.docker("plugin rm R/volume"),
                Row.docker("plugin install --grant-all-permissions R/none").because(REGISTRY),
                Row.docker("plugin install --grant-all-permissions R/volume:none")
                        .because(REGISTRY),
                Row.docker("plugin install --grant-all-permissions 127.0.0.1:1/x/y")
                        .because(REGISTRY),
                Row.docker("plugin install --alias x@sha256:00 R/volume"),
                Row.docker("plugin install a/UP"));
    }

    private static List<Row> requests() {
        return List.of(
                Row.request("GET", "/_ping", ""),
                Row.request("HEAD", "/_ping", ""),
                Row.request("GET", "/v1.41/_ping", ""),
                Row.request("GET", "/v1.11/plugins", ""),
                Row.request("GET", "/v1.23/plugins/none/json", ""),
                Row.request("GET", "/v1.24/plugins/none/json", ""),
                Row.request("GET", "/nothing", ""),
                Row.request("GET", "/plugins/", ""),
                Row.request("GET", "/plugins/x", ""),
                Row.request("PUT", "/plugins", ""),
                Row.request("OPTIONS", "/any", ""),
                Row.request("GET", "/vabc/plugins", ""),
                Row.request("GET", "/plugins/UP/json", ""),
                Row.request("GET", "/plugins/" + "a".repeat(64) + "/json", ""),
                Row.request("GET", "/plugins/a%2Flarge/json", "").because(VERSION),
                Row.request("GET", "/plugins?filters=%7B%22enabled%22%3A%5B%22false%22%5D%7D", "")
                        .because(VERSION),
                Row.request("GET", "/plugins?filters=%7B%22enabled%22%3A%7B%7D%7D", ""),
                Row.request("GET", "/plugins?filters=no", "").because(MISTAKE),
                Row.request("GET", "/plugins?filters=%5B%5D", "").because(MISTAKE),
                Row.request("GET", "/plugins/privileges?remote=R/volume", ""),
                Row.request("GET", "/plugins/privileges?remote=R/none", "").because(UNASKED),
                Row.request("GET", "/plugins/privileges?remote=", "").because(MISTAKE),
                Row.request("GET", "/plugins/privileges?remote=a/UP", "").because(MISTAKE),
                Row.request("POST", "/plugins/pull?remote=R/volume", NULL).because(CONSENT),
                Row.request("POST", "/plugins/pull?remote=R/volume", "").because(MISTAKE),
                Row.request("POST", "/plugins/pull?remote=R/volume", "{").because(MISTAKE),
                Row.request("POST", "/plugins/pull?remote=", NULL).because(MISTAKE),
                Row.request("POST", "/plugins/pull?remote=R/volume&name=a/UP", NULL)
                        .because(MISTAKE),
                Row.request("POST", "/plugins/pull?remote=R/volume&name=a/large", NULL),
                Row.request("POST", "/plugins/create", "").because(MISTAKE),
                Row.request("POST", "/plugins/create?name=a/UP", "").because(MISTAKE),
                Row.request("POST", "/plugins/create?name=a/x", "").because(MISTAKE),
                Row.request("POST", "/plugins/create?name=a/x", "this is no tar").because(MISTAKE),
                Row.request("POST", "/plugins/a/large/set", ""),
                Row.request("POST", "/plugins/a/large/set", "{}").because(WORDS),
                Row.request("POST", "/plugins/a/large/set", "[1]").because(WORDS),
                Row.request("POST", "/plugins/a/large/set", "[]"),
                Row.request("POST", "/plugins/a/large/enable", "").because(MISTAKE),
                Row.request("POST", "/plugins/a/large/enable?timeout=abc", "").because(MISTAKE),
                Row.request("POST", "/plugins/none/enable?timeout=1", ""),
                Row.request("POST", "/plugins/none/push", ""),
                Row.request("POST", "/plugins/none/upgrade?remote=R/volume", NULL).because(WORDS),
                Row.request("DELETE", "/plugins/none", ""),
                Row.request("DELETE", "/plugins/none?force=1", ""),
                Row.request("GET", "/containers/json", "").because(ELSE));
    }

    private static List<Row> end() {
        return List.of(
                Row.docker("plugin rm a/large a/nothing a/source"),
                Row.docker("plugin ls"),
                Row.docker(
                                "events --since 1 --until NOW --filter type=plugin --format"
                                        + " {{.Action}}_{{.Actor.Attributes.name}}")
                        .because(EVENTS),
                Row.docker(
                                "events --since 1 --until NOW --filter event=enable --filter"
                                        + " plugin=a/volume --format"
                                        + " {{.Action}}_{{.Actor.Attributes.name}}")
                        .because(EVENTS));
    }
}
