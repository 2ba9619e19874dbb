package dev.berth.engine.itest.bench;

import dev.berth.engine.itest.TestEnvironment;
import dev.berth.testing.DockerRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures Berth beside one dockerd, both on that one's containerd. */
final class PeerMeasurement implements AutoCloseable {
    private static final int LISTS = 10;
    private static final String STARTED = "after the start";

    private final String load;
    private final BenchSize size;
    private final DockerRelease release;
    private final TestEnvironment machines;
    private final MeasuredEngine berth;
    private final MeasuredEngine dockerd;
    private final PairedTimes times;
    private final BenchPlugins plugins;
    private final PluginRounds rounds;
    private final List<ResidentMemory> memory = new ArrayList<>();

    PeerMeasurement(DockerRelease release, BenchSize size) throws Exception {
        load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        this.size = size;
        this.release = release;
        machines = TestEnvironment.onOneContainerd(release);
        berth = MeasuredEngine.berth(machines);
        dockerd = MeasuredEngine.dockerd(machines);
        times = new PairedTimes(berth, dockerd);
        plugins = new BenchPlugins(machines.folder().resolve("measured"));
        rounds =
                new PluginRounds(
                        times, plugins, machines.registry(), size.megabytes(), size.files());
    }

    PeerResult measure() throws Exception {
        Restarts restarts = new Restarts(times, size.rounds());
        dockerd.stop();
        restarts.measureFirstStart();
        remember(STARTED);
        for (int round = 0; round < size.rounds(); round++) {
            rounds.measure(round);
        }
        remember("after the rounds");
        Growth bySize = new Growth(times, "MB");
        SizeGrowth sizes =
                new SizeGrowth(bySize, plugins, machines.registry(), size.growthRounds());
        sizes.send(size.sizes());
        restarts.measureEmpty();
        ManyPlugins many = new ManyPlugins(times, rounds);
        Growth byCount = new Growth(times, "enabled");
        many.measureGrowth(byCount, size.counts(), size.growthRounds());
        for (int count : size.atOnce()) {
            many.bringTo(0);
            many.measureAtOnce(count, size.rounds());
        }
        many.bringTo(0);
        WarmRounds warm = new WarmRounds(times, plugins, machines.registry());
        warm.measure(size.warm());
        many.bringTo(size.restarted());
        restarts.measureWithPlugins(size.kills());
        remember("with %d plugins, started anew".formatted(size.restarted()));
        for (int i = 0; i < LISTS * size.rounds(); i++) {
            times.take(list(size.restarted()), engine -> engine.api().list());
        }
        sizes.fetch(size.sizes());
        LayeredPulls layered =
                new LayeredPulls(times, plugins, machines.registry(), size.layered());
        layered.measure(size.growthRounds());
        return new PeerResult(
                release.suite(),
                machines.dockerVersion(),
                load,
                times.rows(),
                floors(layered),
                memory,
                restarts.processor(),
                List.of(byCount, bySize));
    }

    private Map<String, Floor> floors(LayeredPulls layered) throws Exception {
        Floors floors = new Floors(machines.folder(), machines.registry(), size.floors());
        for (Map.Entry<String, Path> tar : rounds.tars().entrySet()) {
            floors.measureTar(tar.getKey(), tar.getValue());
        }
        floors.measureTar("small, warm", rounds.tars().get("small, first"));
        String ctr =
                "%s -a %s -n floor"
                        .formatted(release.find("ctr").orElseThrow(), machines.containerd());
        floors.measureProcess(ctr, rounds.smallRootfs(), "", ", warm");
        Path home = Path.of(System.getProperty("berth.home"));
        int restarted = size.restarted();
        floors.measureFramework(
                home, STARTED, Restarts.EMPTY_START, Restarts.startKilled(restarted));
        floors.measureProcesses(
                ctr,
                rounds.smallRootfs(),
                restarted,
                Restarts.start(restarted),
                Restarts.stop(restarted));
        for (int count : size.atOnce()) {
            floors.measureProcesses(
                    ctr,
                    rounds.smallRootfs(),
                    count,
                    ManyPlugins.enable(count),
                    ManyPlugins.disable(count));
        }
        floors.measurePing(
                berth.api(),
                "inspect",
                "inspect, warm",
                "list",
                "list, warm",
                list(size.restarted()));
        layered.measureFloors(floors);
        return floors.all();
    }

    private static String list(int plugins) {
        return "list of " + plugins;
    }

    private void remember(String moment) throws IOException {
        memory.add(
                new ResidentMemory(
                        moment,
                        berth.process().residentBytes(),
                        dockerd.process().residentBytes()));
    }

    @Override
    public void close() throws IOException {
        machines.close();
    }
}
