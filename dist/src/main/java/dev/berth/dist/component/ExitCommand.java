package dev.berth.dist.component;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code exit}: stops the engine, as the end of the input does. */
@Component(
        property = {
            "osgi.command.scope=berth",
            "osgi.command.function=exit",
            "osgi.command.function=quit"
        })
public final class ExitCommand implements Function {
    private final BundleContext context;

    @Activate
    public ExitCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public Object execute(CommandSession session, List<Object> words) throws BundleException {
        // It stops on a thread of the framework's own.
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
        return null;
    }
}
