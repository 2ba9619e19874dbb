package dev.berth.core.driver.ipam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.capability.Capability;
import dev.berth.core.testing.ServedPlugin;
import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamCapabilities;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.protocol.ipam.IpamMethods;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PluginIpamDriverTest {
    private static final CidrAddress POOL = CidrAddress.parse("10.1.0.0/16");
    private static final InetAddress ADDRESS =
            CidrAddress.tryParseAddress("10.1.0.9").orElseThrow();

    @TempDir Path folder;
    private final List<Object> calls = new ArrayList<>();
    private ServedPlugin plugin;
    private IpamDriver driver;

    private final class Served implements IpamDriver {
        @Override
        public AddressSpaces defaultAddressSpaces() {
            return AddressSpaces.of("here", "there");
        }

        @Override
        public AddressPool requestPool(PoolRequest request) {
            calls.add(request);
            return AddressPool.of("p1", POOL)
                    .withData(Map.of("com.docker.network.gateway", "10.1.0.1/16"));
        }

        @Override
        public void releasePool(String poolId) {
            throw new IllegalStateException("pool " + poolId + " is in use");
        }

        @Override
        public AllocatedAddress requestAddress(AddressRequest request) {
            calls.add(request);
            return AllocatedAddress.of(CidrAddress.of(ADDRESS, 16)).withData(Map.of("a", "b"));
        }

        @Override
        public void releaseAddress(String poolId, InetAddress address) {
            calls.add(poolId + " " + address.getHostAddress());
        }
    }

    @BeforeEach
    void start() throws Exception {
        plugin = new ServedPlugin(folder, IpamMethods.serve(new Served(), calls::add));
        driver = new IpamDriverFactory().create(plugin.client(Capability.IPAM_DRIVER));
    }

    @AfterEach
    void stop() throws Exception {
        plugin.close();
    }

    @Test
    void asksForCapabilitiesAndAddressSpaces() {
        assertEquals(IpamCapabilities.none(), driver.capabilities());
        assertEquals("IpamDriver.GetCapabilities ", plugin.lastCall());
        assertEquals(AddressSpaces.of("here", "there"), driver.defaultAddressSpaces());
        assertEquals("IpamDriver.GetDefaultAddressSpaces ", plugin.lastCall());
        plugin.answer(200, "{\"RequiresMACAddress\":true,\"requiresRequestReplay\":true}");
        assertEquals(
                IpamCapabilities.none()
                        .withRequiresMacAddress(true)
                        .withRequiresRequestReplay(true),
                driver.capabilities());
        plugin.answer(404, "404 page not found");
        assertEquals(IpamCapabilities.none(), driver.capabilities());
    }

    @Test
    void asksForPoolsAndAddresses() {
        PoolRequest any = PoolRequest.of("here").withV6(true);
        assertEquals("p1", driver.requestPool(any).poolId());
        assertEquals(
                "IpamDriver.RequestPool {\"AddressSpace\":\"here\",\"Pool\":\"\",\"SubPool\":\"\","
                        + "\"Options\":{},\"V6\":true}",
                plugin.lastCall());
        PoolRequest one =
                PoolRequest.of("here")
                        .withPool(POOL)
                        .withSubPool(CidrAddress.parse("10.1.2.0/24"))
                        .withOptions(Map.of("k", "v"));
        AddressPool pool = driver.requestPool(one);
        assertEquals(POOL, pool.pool());
        assertEquals(Map.of("com.docker.network.gateway", "10.1.0.1/16"), pool.data());
        AddressRequest wish = AddressRequest.of("p1").withAddress(ADDRESS);
        assertEquals(
                AllocatedAddress.of(CidrAddress.parse("10.1.0.9/16")).withData(Map.of("a", "b")),
                driver.requestAddress(wish));
        assertEquals(
                "IpamDriver.RequestAddress"
                        + " {\"PoolID\":\"p1\",\"Address\":\"10.1.0.9\",\"Options\":{}}",
                plugin.lastCall());
        AddressRequest gateway = AddressRequest.of("p1").withOptions(Map.of("o", "x"));
        driver.requestAddress(gateway);
        driver.releaseAddress("p1", ADDRESS);
        assertEquals(
                "IpamDriver.ReleaseAddress {\"PoolID\":\"p1\",\"Address\":\"10.1.0.9\"}",
                plugin.lastCall());
        assertEquals(List.of(any, one, wish, gateway, "p1 10.1.0.9"), calls);
    }

    @Test
    void tellsTheErrorOfItsOwnMember() {
        assertEquals(
                "plugin x:1: IpamDriver.ReleasePool: pool p1 is in use",
                failure(() -> driver.releasePool("p1")).getMessage());
        plugin.answer(200, "{\"Error\":\"no pool\"}");
        assertEquals(
                "plugin x:1: IpamDriver.ReleasePool: no pool",
                failure(() -> driver.releasePool("p1")).getMessage());
    }

    @Test
    void refusesWhatIsNotOfTheProtocol() {
        for (String pool :
                List.of(
                        "{}",
                        "{\"PoolID\":\"p\"}",
                        "{\"Pool\":\"10.0.0.0/8\"}",
                        "{\"PoolID\":\"p\",\"Pool\":\"10.0.0.0\"}",
                        "{\"PoolID\":\"p\",\"Pool\":\"10.0.0.0/33\"}",
                        "{\"PoolID\":\"p\",\"Pool\":\"example.com/8\"}",
                        "{\"PoolID\":7,\"Pool\":\"10.0.0.0/8\"}",
                        "{\"PoolID\":\"p\",\"Pool\":\"10.0.0.0/8\",\"Data\":{\"a\":[]}}")) {
            plugin.answer(200, pool);
            malformed(() -> driver.requestPool(PoolRequest.of("")));
        }
        for (String address :
                List.of(
                        "{}",
                        "{\"Address\":\"10.0.0.1\"}",
                        "{\"Address\":\"10.0.0.1/8;rm -rf\"}")) {
            plugin.answer(200, address);
            malformed(() -> driver.requestAddress(AddressRequest.of("p")));
        }
        plugin.answer(200, "{\"RequiresMACAddress\":\"yes\"}");
        malformed(driver::capabilities);
        plugin.answer(200, "{\"LocalDefaultAddressSpace\":{}}");
        malformed(driver::defaultAddressSpaces);
    }

    private static void malformed(Executable call) {
        assertEquals(Reason.MALFORMED, failure(call).reason());
    }

    private static PluginCallException failure(Executable call) {
        return assertThrows(PluginCallException.class, call);
    }
}
