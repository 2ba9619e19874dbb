package dev.berth.dist;

import dev.berth.dist.containerd.ContainerdException;
import dev.berth.dist.option.ConfigFileException;
import dev.berth.dist.option.OptionParser;
import dev.berth.dist.option.Options;
import dev.berth.dist.option.Usage;
import dev.berth.dist.option.UsageException;
import java.util.List;

/** The launcher's main class. */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /** Starts the engine, stays as long as it runs, and exits with 0, 1 or 2. */
    public static void main(String[] line) {
        StandardStreams streams = new StandardStreams();
        StopRequest stop = new StopRequest(Thread.currentThread());
        StopWatchdog limit = new StopWatchdog(streams);
        StopSignals.handle(stop, limit);
        int code = run(List.of(line), stop, limit, streams);
        streams.drain();
        System.exit(code);
    }

    private static int run(
            List<String> line, StopRequest stop, StopWatchdog limit, StandardStreams streams) {
        try {
            Options options = OptionParser.parse(line, System.getenv());
            if (options.mode() instanceof Options.Serve) {
                streams.becomeLossy();
            }
            return run(options, stop, limit);
        } catch (UsageException e) {
            System.err.printf("berth: %s%nSee 'berth --help'.%n", e.getMessage());
            return MISUSED;
        } catch (ConfigFileException | LaunchException | ContainerdException e) {
            System.err.println("Error: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            // It was told to stop, and has stopped.
            return 0;
        } catch (RuntimeException e) {
            // A mistake of ours: the trace is what a report of it needs.
            e.printStackTrace();
            return FAILED;
        }
    }

    private static int run(Options options, StopRequest stop, StopWatchdog limit)
            throws LaunchException, ContainerdException, InterruptedException {
        if (options.mode() instanceof Options.Help) {
            System.out.print(Usage.text());
            return 0;
        }
        if (options.mode() instanceof Options.ShowVersion) {
            System.out.println(
                    "Berth version " + Main.class.getPackage().getImplementationVersion());
            return 0;
        }
        if (options.mode() instanceof Options.Validate) {
            System.out.println("configuration OK");
            return 0;
        }
        DistributionLayout layout = DistributionLayout.ofThisProcess();
        if (options.mode() instanceof Options.Prepare) {
            new StartRehearsal(layout).run();
            return 0;
        }
        return new EngineLaunch(options, layout, stop, limit).run();
    }
}
