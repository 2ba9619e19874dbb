package dev.berth.registry;

import dev.berth.plugin.PluginReference;
import dev.berth.registry.layout.Layouts;
import dev.berth.registry.manifest.PlatformChoice;
import dev.berth.spi.BlobSource;
import dev.berth.spi.PluginLayouts;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The component for OCI image layouts as files and folders, within the limits and for the platform
 * of the registry client's configuration.
 */
@Component(configurationPid = OciPluginRegistry.PID)
public final class OciPluginLayouts implements PluginLayouts {
    private final Layouts layouts;

    @Activate
    public OciPluginLayouts(Map<String, Object> properties) {
        this(
                RegistrySettings.of(
                        RegistryForm.FORM.readSilently(properties), HostEnvironment.ofProcess()));
    }

    OciPluginLayouts(RegistrySettings settings) {
        layouts = new Layouts(settings.layoutLimits(), new PlatformChoice(settings.platform()));
    }

    @Override
    public List<PluginReference> names(Path place) throws InterruptedException {
        return layouts.names(place);
    }

    @Override
    public PluginRegistry at(Path place) {
        return layouts.at(place);
    }

    @Override
    public void write(
            PluginReference name, PluginManifest plugin, BlobSource blobs, OutputStream archive)
            throws IOException, InterruptedException {
        layouts.write(name, plugin, blobs, archive);
    }
}
