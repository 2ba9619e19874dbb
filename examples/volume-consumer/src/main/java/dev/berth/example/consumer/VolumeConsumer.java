package dev.berth.example.consumer;

import dev.berth.driver.volume.VolumeDriver;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * A component that is active as long as a volume plugin is enabled, with a volume of it mounted
 * meanwhile. To choose a plugin by name: {@code @Reference(target =
 * "(berth.plugin=vieux/sshfs:latest)")}.
 */
@Component
public final class VolumeConsumer {
    private final VolumeDemo demo;

    /** Called when a volume plugin is there. */
    @Activate
    public VolumeConsumer(@Reference VolumeDriver driver) throws IOException {
        demo = new VolumeDemo(driver, System.out);
        demo.begin();
    }

    /** Called before the plugin goes: it can still be used here. */
    @Deactivate
    public void stop() {
        demo.end();
    }
}
