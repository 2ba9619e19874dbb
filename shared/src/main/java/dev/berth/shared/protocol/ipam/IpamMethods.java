package dev.berth.shared.protocol.ipam;

import static dev.berth.shared.protocol.MessageForm.NOTHING;

import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.IpamCapabilities;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.shared.protocol.MessageForm;
import dev.berth.shared.protocol.MessageForm.Nothing;
import dev.berth.shared.protocol.ProtocolMethod;
import dev.berth.shared.protocol.ServedProtocol;
import java.util.function.Consumer;

/** The methods of {@code docker.ipamdriver/1.0}. */
public final class IpamMethods {
    private static final String PREFIX = "IpamDriver.";

    public static final ProtocolMethod<Nothing, IpamCapabilities> GET_CAPABILITIES =
            ProtocolMethod.ask(PREFIX + "GetCapabilities", NOTHING, IpamForm.CAPABILITIES);
    public static final ProtocolMethod<Nothing, AddressSpaces> GET_DEFAULT_ADDRESS_SPACES =
            ProtocolMethod.ask(PREFIX + "GetDefaultAddressSpaces", NOTHING, IpamForm.SPACES);
    public static final ProtocolMethod<PoolRequest, AddressPool> REQUEST_POOL =
            ProtocolMethod.change(PREFIX + "RequestPool", IpamForm.POOL_REQUEST, IpamForm.POOL);
    public static final ProtocolMethod<String, Nothing> RELEASE_POOL =
            ProtocolMethod.change(PREFIX + "ReleasePool", MessageForm.text("PoolID"));
    public static final ProtocolMethod<AddressRequest, AllocatedAddress> REQUEST_ADDRESS =
            ProtocolMethod.change(
                    PREFIX + "RequestAddress", IpamForm.ADDRESS_REQUEST, IpamForm.ADDRESS);
    public static final ProtocolMethod<ReleasedAddress, Nothing> RELEASE_ADDRESS =
            ProtocolMethod.change(PREFIX + "ReleaseAddress", ReleasedAddress.FORM);

    private IpamMethods() {}

    /**
     * Returns a driver as it is served.
     *
     * @param failures told what the driver has thrown
     */
    public static ServedProtocol serve(IpamDriver driver, Consumer<Throwable> failures) {
        return new ServedProtocol("IpamDriver", "Error", failures)
                .on(GET_CAPABILITIES, nothing -> driver.capabilities())
                .on(GET_DEFAULT_ADDRESS_SPACES, nothing -> driver.defaultAddressSpaces())
                .on(REQUEST_POOL, driver::requestPool)
                .onRun(RELEASE_POOL, driver::releasePool)
                .on(REQUEST_ADDRESS, driver::requestAddress)
                .onRun(
                        RELEASE_ADDRESS,
                        released -> driver.releaseAddress(released.poolId(), released.address()));
    }
}
