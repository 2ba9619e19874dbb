package dev.berth.core.driver.logging;

import dev.berth.driver.DriverClient;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/** The logs of one plugin that are not closed, also while its process is started again. */
final class RunningLogs implements AutoCloseable {
    private final Set<PluginLogSink> sinks = new LinkedHashSet<>();
    private final LogFifos fifos;
    private final Supplier<Duration> limit;
    private final Logger log;
    private ProcessRun process = ProcessRun.NONE;
    private boolean closed;

    RunningLogs(LogFifos fifos, Supplier<Duration> limit, Logger log) {
        this.fifos = fifos;
        this.limit = limit;
        this.log = log;
    }

    /** Lets a process that has just come have all logs. */
    void attach(DriverClient plugin) {
        setProcess(ProcessRun.of(plugin));
    }

    /** Lets the logs wait for another process, if that one is not there already. */
    void detach(DriverClient plugin) {
        synchronized (this) {
            if (!process.isOf(plugin)) {
                return;
            }
        }
        setProcess(ProcessRun.NONE);
    }

    private void setProcess(ProcessRun next) {
        List<PluginLogSink> all;
        synchronized (this) {
            process = next;
            all = List.copyOf(sinks);
        }
        all.forEach(sink -> sink.switchTo(next));
    }

    /**
     * Starts a log.
     *
     * @param plugin the process is its
     */
    LogSink start(DriverClient plugin, LogInfo info) {
        ProcessRun first = run(plugin);
        PluginLogSink sink = new PluginLogSink(fifos, info, limit, log, this::remove);
        sink.start(first);
        ProcessRun now = add(sink);
        if (now != first) {
            sink.switchTo(now);
        }
        return sink;
    }

    /** Returns the run that is there of a client; another one if it has none any more. */
    private synchronized ProcessRun run(DriverClient plugin) {
        return process.isOf(plugin) ? process : ProcessRun.of(plugin);
    }

    private ProcessRun add(PluginLogSink sink) {
        synchronized (this) {
            if (!closed) {
                sinks.add(sink);
                return process;
            }
        }
        sink.end();
        return ProcessRun.NONE;
    }

    private synchronized void remove(PluginLogSink sink) {
        sinks.remove(sink);
    }

    /** Ends all logs: the plugin does not come again. */
    @Override
    public void close() {
        List<PluginLogSink> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(sinks);
        }
        all.forEach(PluginLogSink::end);
    }
}
