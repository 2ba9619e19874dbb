package dev.berth.itest.host;

import dev.berth.capability.Capability;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.PluginManager;
import dev.berth.plugin.error.OperationDeadlockException;
import java.util.concurrent.Callable;

/**
 * A component of a bundle of its own that is activated by a volume driver, and uses its plugin in
 * every way while it is being activated. The service says how that went.
 */
public final class ActivatedConsumer implements Callable<String> {
    /** Its component description, as bnd would make it of annotations. */
    static final String DESCRIPTION =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0"
                name="dev.berth.itest.activated" immediate="true" activate="activate">
              <implementation class="dev.berth.itest.host.ActivatedConsumer"/>
              <property name="berth.itest" value="activated"/>
              <service><provide interface="java.util.concurrent.Callable"/></service>
              <reference name="driver" field="driver"
                  interface="dev.berth.driver.volume.VolumeDriver"/>
              <reference name="manager" field="manager"
                  interface="dev.berth.plugin.PluginManager"/>
            </scr:component>
            """;

    private VolumeDriver driver;
    private PluginManager manager;
    private String outcome;

    void activate() {
        try {
            outcome = use();
        } catch (Exception e) {
            outcome = e.toString();
        }
    }

    private String use() throws InterruptedException {
        driver.list();
        manager.find("volume", Capability.VOLUME_DRIVER);
        manager.lease("volume", Capability.VOLUME_DRIVER, "an activated component").close();
        try {
            manager.enable("volume", EnableOptions.DEFAULT).await();
            return "waited for its own plugin";
        } catch (OperationDeadlockException e) {
            return "usable";
        }
    }

    @Override
    public String call() {
        return outcome;
    }
}
