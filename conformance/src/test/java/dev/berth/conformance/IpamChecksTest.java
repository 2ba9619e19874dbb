package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.shared.protocol.ipam.IpamMethods;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpamChecksTest {
    @TempDir Path folder;

    private static CheckedProtocol plugin(GoodAddresses driver) {
        return new CheckedProtocol(KnownProtocol.IPAM, IpamMethods.serve(driver, failure -> {}));
    }

    private List<String> wrong(GoodAddresses driver) throws IOException {
        return CheckedProtocol.wrong(plugin(driver).run(folder));
    }

    @Test
    void findNothingInAPluginThatConforms() throws IOException {
        GoodAddresses driver = new GoodAddresses();
        CheckReport report = plugin(driver).restartedBy(() -> "").run(folder);
        assertEquals(List.of(), CheckedProtocol.wrong(report), report.findings().toString());
        assertEquals(List.of(), CheckedProtocol.notes(report), report.findings().toString());
        assertEquals(Map.of(), driver.taken, "nothing is left");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GetCapabilities | {\"RequiresMACAddress\": \"yes\"} | IpamDriver.GetCapabilities",
                "GetDefaultAddressSpaces | {} | IpamDriver.GetDefaultAddressSpaces answers",
                "RequestPool | {\"PoolID\": \"p\"} | IpamDriver.RequestPool answers a PoolID",
                "RequestPool | {\"PoolID\": \"p\", \"Pool\": \"10.0.0.0/8\"} |"
                        + " IpamDriver.RequestPool answers a PoolID",
                "RequestPool | {\"PoolID\": \"p\", \"Pool\": \"10.0.0.0/8\"} |"
                        + " IpamDriver.RequestPool of IPv6 chooses",
                "RequestPool | {\"PoolID\": \"p\", \"Pool\": \"fd00::/64\"} |"
                        + " IpamDriver.RequestPool without a Pool chooses",
                "RequestPool | {\"PoolID\": \"p\", \"Pool\": \"10.0.0.0/8\"} |"
                        + " a Pool that is no subnet",
                "RequestPool | {\"PoolID\": \"p\", \"Pool\": \"10.0.0.0/8\"} | the address space",
                "RequestAddress | {\"Address\": \"198.18.77.1\"} |"
                        + " IpamDriver.RequestAddress answers an address of the Pool",
                "RequestAddress | {\"Address\": \"10.0.0.1/24\"} |"
                        + " IpamDriver.RequestAddress answers an address of the Pool",
                "RequestAddress | {\"Address\": \"10.0.0.1/24\"} |"
                        + " IpamDriver.RequestAddress for a gateway",
                "RequestAddress | {\"Address\": \"198.18.77.1/24\"} |"
                        + " IpamDriver.RequestAddress of a named Address",
                "RequestAddress | {\"Address\": \"198.18.77.1/24\"} |"
                        + " IpamDriver.RequestAddress of an Address that is taken",
                "RequestAddress | {\"Address\": \"198.18.77.1/24\"} |"
                        + " IpamDriver.RequestAddress of a pool that there is not",
                "ReleaseAddress | gone | IpamDriver.ReleaseAddress of a pool that there is not",
                "ReleasePool | gone | IpamDriver.ReleasePool of a pool that there is not",
                "ReleasePool | {\"Error\": \"no\"} | IpamDriver.RequestPool answers a PoolID",
                "NoSuchMethod | {} | IpamDriver.NoSuchMethod, which there is not, is a 404"
            })
    void findAnAnswerThatIsWrong(String method, String body, String rule) throws IOException {
        CheckReport report =
                plugin(new GoodAddresses()).answering("IpamDriver." + method, body).run(folder);
        List<String> wrong = CheckedProtocol.wrong(report);
        assertTrue(wrong.stream().anyMatch(each -> each.startsWith(rule)), wrong::toString);
    }

    @Test
    void findAnAddressThatIsGivenTwiceAtOnce() throws IOException {
        List<String> wrong =
                wrong(
                        new GoodAddresses() {
                            @Override
                            public synchronized AllocatedAddress requestAddress(
                                    AddressRequest request) {
                                Set<Integer> used = find(request.poolId());
                                return used.size() < 10
                                        ? super.requestAddress(request)
                                        : AllocatedAddress.of(CidrAddress.parse("198.18.77.1/24"));
                            }
                        });
        assertEquals(List.of("16 addresses that are requested at once are different"), wrong);
    }

    @Test
    void noteAnAddressThatIsNeverFreeAgain() throws IOException {
        CheckReport report =
                plugin(
                                new GoodAddresses() {
                                    @Override
                                    public synchronized void releaseAddress(
                                            String poolId, InetAddress address) {
                                        find(poolId);
                                    }

                                    @Override
                                    public synchronized void releasePool(String poolId) {
                                        find(poolId);
                                    }
                                })
                        .run(folder);
        assertTrue(
                CheckedProtocol.notes(report)
                        .contains(
                                "IpamDriver.ReleaseAddress makes it free: it can be requested"
                                        + " again"));
    }

    @Test
    void noteAddressesThatAPluginForgetsWhenItIsRestarted() throws IOException {
        GoodAddresses driver = new GoodAddresses();
        CheckReport report =
                plugin(driver)
                        .restartedBy(
                                () -> {
                                    driver.taken.values().forEach(Set::clear);
                                    return "";
                                })
                        .run(folder);
        assertEquals(
                List.of("an address that is taken is so after a restart of the plugin"),
                CheckedProtocol.notes(report));
    }
}
