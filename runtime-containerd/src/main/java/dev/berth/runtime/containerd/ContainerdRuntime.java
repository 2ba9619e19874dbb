package dev.berth.runtime.containerd;

import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.version.RuncVersionCheck;
import dev.berth.shared.host.HostProgram;
import dev.berth.spi.PluginRuntime;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The {@link PluginRuntime} over containerd's gRPC API, as a component. A manager gets one of its
 * own for its exec root, unless the run folder is configured with an absolute path.
 */
@Component(service = PluginRuntime.class, configurationPid = ContainerdForm.PID)
@Designate(ocd = ContainerdConfiguration.class)
public final class ContainerdRuntime extends EngineRuntime {
    /** That of a manager whose exec root is not configured. */
    private static final Path EXEC_ROOT = Path.of("/run/berth");

    private final ContainerdParts parts;
    private final RuncVersionCheck runc;
    private final Map<Path, EngineRuntime> engines = new ConcurrentHashMap<>();

    @Activate
    public ContainerdRuntime(
            Map<String, Object> properties, @Reference(service = LoggerFactory.class) Logger log) {
        this(ContainerdForm.FORM.read(properties, log::error), log, CallTracer.NONE);
    }

    /**
     * @param calls follows each call to containerd
     */
    ContainerdRuntime(ContainerdConfiguration configuration, Logger log, CallTracer calls) {
        this(ContainerdParts.of(configuration, log, calls));
    }

    private ContainerdRuntime(ContainerdParts parts) {
        super(parts, parts.runFolder(EXEC_ROOT));
        this.parts = parts;
        this.engines.put(parts.runFolder(EXEC_ROOT), this);
        this.runc =
                new RuncVersionCheck(
                        new HostProgram(parts.configuration().runc_program()),
                        Set.of(parts.configuration().runc_version_trusted()),
                        parts.log());
        runc.start();
    }

    @Override
    public PluginRuntime forExecRoot(Path execRoot) {
        return engines.computeIfAbsent(
                parts.runFolder(execRoot), folder -> new EngineRuntime(parts, folder));
    }

    /** Lets go of containerd; the plugins run on. */
    @Deactivate
    void close() {
        runc.close();
        engines.values().forEach(EngineRuntime::letGo);
        parts.close();
    }
}
