package dev.berth.example.consumer;

import dev.berth.driver.volume.VolumeDriver;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Lives as long as a volume plugin is enabled, and has a volume of it mounted meanwhile. To choose
 * a plugin by name: {@code @Reference(target = "(berth.plugin=vieux/sshfs:latest)")}.
 */
@Component
public final class VolumeConsumer {
    private final VolumeVisit visit;

    /** Called when a volume plugin is there. */
    @Activate
    public VolumeConsumer(@Reference VolumeDriver driver) throws IOException {
        visit = new VolumeVisit(driver, System.out);
        visit.begin();
    }

    /** Called before the plugin goes: it can still be used here. */
    @Deactivate
    public void stop() {
        visit.end();
    }
}
