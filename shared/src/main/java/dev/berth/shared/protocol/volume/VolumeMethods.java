package dev.berth.shared.protocol.volume;

import static dev.berth.shared.protocol.MessageForm.NOTHING;

import dev.berth.driver.volume.Mountpoint;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.shared.protocol.MessageForm;
import dev.berth.shared.protocol.MessageForm.Nothing;
import dev.berth.shared.protocol.ProtocolMethod;
import dev.berth.shared.protocol.ServedProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The methods of {@code docker.volumedriver/1.0}. Their deadlines are Docker's. */
public final class VolumeMethods {
    private static final Duration CHANGE = Duration.ofSeconds(120);
    private static final Duration ASK = Duration.ofSeconds(60);
    private static final MessageForm<String> NAME = MessageForm.text("Name");

    public static final ProtocolMethod<NewVolume, Nothing> CREATE =
            change("Create", NewVolume.FORM, NOTHING);
    public static final ProtocolMethod<String, Nothing> REMOVE = change("Remove", NAME, NOTHING);
    public static final ProtocolMethod<VolumeUse, Optional<Mountpoint>> MOUNT =
            change("Mount", VolumeUse.FORM, VolumeForm.PLACE);
    public static final ProtocolMethod<VolumeUse, Nothing> UNMOUNT =
            change("Unmount", VolumeUse.FORM, NOTHING);
    public static final ProtocolMethod<String, Optional<Mountpoint>> PATH =
            ask("Path", NAME, VolumeForm.PLACE);
    public static final ProtocolMethod<String, Optional<Volume>> GET =
            ask("Get", NAME, VolumeForm.ONE);
    public static final ProtocolMethod<Nothing, List<Volume>> LIST =
            ask("List", NOTHING, VolumeForm.MANY);
    public static final ProtocolMethod<Nothing, VolumeCapabilities> CAPABILITIES =
            ask("Capabilities", NOTHING, VolumeForm.CAPABILITIES);

    private VolumeMethods() {}

    /**
     * Returns a driver as it is served.
     *
     * @param failures told what the driver has thrown
     */
    public static ServedProtocol serve(VolumeDriver driver, Consumer<Throwable> failures) {
        return new ServedProtocol("VolumeDriver", "Err", failures)
                .onRun(CREATE, made -> driver.create(made.name(), made.options()))
                .onRun(REMOVE, driver::remove)
                .on(MOUNT, use -> Optional.of(driver.mount(use.name(), use.id())))
                .onRun(UNMOUNT, use -> driver.unmount(use.name(), use.id()))
                .on(PATH, driver::path)
                .on(GET, name -> Optional.of(driver.get(name)))
                .on(LIST, nothing -> driver.list())
                .on(CAPABILITIES, nothing -> driver.capabilities());
    }

    private static <Q, A> ProtocolMethod<Q, A> change(
            String name, MessageForm<Q> request, MessageForm<A> response) {
        return ProtocolMethod.change("VolumeDriver." + name, request, response).within(CHANGE);
    }

    private static <Q, A> ProtocolMethod<Q, A> ask(
            String name, MessageForm<Q> request, MessageForm<A> response) {
        return ProtocolMethod.ask("VolumeDriver." + name, request, response).within(ASK);
    }
}
