package dev.berth.webconsole.testing;

import dev.berth.plugin.AvailablePlugin;
import dev.berth.plugin.Digest;
import dev.berth.plugin.InstallRequest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.OutputLine;
import dev.berth.plugin.OutputReader;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.PluginUsage;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.testing.plugin.ConfigFixture;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A {@link PluginManager} that notes what it is asked to do, and does it when the test says so. */
public final class PendingManager {
    private final List<Plugin> plugins = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private Operation<Optional<PluginUsage>> usage = PendingOperation.ended(Optional.empty());
    private Operation<List<Privilege>> privileges = PendingOperation.ended(List.of());
    private List<OutputLine> output = List.of();
    private PendingOperation<Object> last;
    private ProgressListener progress;
    private InstallRequest request;

    /** What a registry has: a digest, what its author says, what it asks for. */
    public record Found(Digest digest, PluginConfig config, List<Privilege> privileges)
            implements AvailablePlugin {

        public static Found asking(Privilege... privileges) {
            return new Found(Digest.sha256(new byte[0]), new ConfigFixture(), List.of(privileges));
        }

        public Found described(String text) {
            return new Found(digest, new ConfigFixture().description(text), privileges);
        }
    }

    public PendingManager with(Plugin plugin) {
        plugins.removeIf(there -> there.id().equals(plugin.id()));
        plugins.add(plugin);
        return this;
    }

    /** Makes every plugin use this. */
    public PendingManager using(Operation<Optional<PluginUsage>> used) {
        usage = used;
        return this;
    }

    /** Makes every config ask for this. */
    public PendingManager asking(Operation<List<Privilege>> wanted) {
        privileges = wanted;
        return this;
    }

    /** Makes every plugin have written this. */
    public PendingManager writing(List<OutputLine> lines) {
        output = lines;
        return this;
    }

    /** Returns what was asked of it, in order; looking up plugins is not noted. */
    public List<String> asked() {
        return asked;
    }

    /** Returns the work that was begun last. */
    public PendingOperation<Object> last() {
        return last;
    }

    /** Returns the request of the last look-up, install or upgrade. */
    public InstallRequest request() {
        return request;
    }

    /** Returns who hears of the last install or upgrade. */
    public ProgressListener progress() {
        return progress;
    }

    public PluginManager manager() {
        return (PluginManager)
                Proxy.newProxyInstance(
                        PluginManager.class.getClassLoader(),
                        new Class<?>[] {PluginManager.class},
                        (self, method, arguments) ->
                                call(
                                        self,
                                        method.getName(),
                                        arguments == null ? new Object[0] : arguments));
    }

    private Object call(Object self, String method, Object[] arguments) {
        return switch (method) {
            case "list" -> List.copyOf(plugins);
            case "find" -> find((String) arguments[0]);
            case "usage" -> usage;
            case "configPrivileges" -> privileges;
            case "output" -> new KeptLines(output);
            case "requestedBy" -> {
                asked.add("as " + arguments[0]);
                yield self;
            }
            default -> begin(method, arguments);
        };
    }

    private Plugin find(String id) {
        return plugins.stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new PluginNotFoundException(id));
    }

    private Operation<Object> begin(String method, Object[] arguments) {
        asked.add(
                method
                        + Arrays.stream(arguments)
                                .map(this::noted)
                                .collect(Collectors.joining(" ", " ", ""))
                                .stripTrailing());
        last = new PendingOperation<>();
        return last;
    }

    private String noted(Object argument) {
        if (argument instanceof ProgressListener listener) {
            progress = listener;
            return "";
        }
        if (argument instanceof InstallRequest wanted) {
            request = wanted;
            return wanted.reference().familiar();
        }
        return argument.toString();
    }

    private record KeptLines(List<OutputLine> lines) implements OutputReader {
        @Override
        public List<OutputLine> read(Duration wait) {
            return lines;
        }

        @Override
        public long missed() {
            return 0;
        }

        @Override
        public boolean isEnded() {
            return false;
        }
    }
}
