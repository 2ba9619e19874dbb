package dev.berth.registry.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsecureRegistriesTest {
    private final InsecureRegistries insecureRegistries =
            new InsecureRegistries(
                    List.of("lan.example", "x.example:5000"),
                    url -> false,
                    InsecureRegistriesTest::addresses);

    /** Looks up as the JDK does, but for names of the example domain. */
    private static InetAddress[] addresses(String host) throws UnknownHostException {
        return switch (host) {
            case "here.example" ->
                    new InetAddress[] {
                        InetAddress.getByName("192.0.2.1"), InetAddress.getByName("127.0.0.1")
                    };
            case "a.example", "b.example", "lan.example" ->
                    new InetAddress[] {InetAddress.getByName("192.0.2.1")};
            default -> InetAddress.getAllByName(host);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST:5000, true",
        "127.0.0.1:5000, true",
        "127.8.9.10, true",
        "[::1]:5000, true",
        "128.0.0.1, false",
        "127.0.0.1.example, false",
        "localhost.example, false",
        "10.0.0.1:5000, false",
        "lan.example, true",
        "lan.example:5000, true",
        "x.example:5000, true",
        "x.example, false",
        "x.example:5001, false",
        "sub.lan.example, false"
    })
    void areThisMachineAndThoseThatAreNamed(String host, boolean allowed) {
        assertEquals(allowed, insecureRegistries.contains(HostAndPort.parse(host)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/, https://b.example/x,    true",
        "https://a.example/, http://b.example/x,     false",
        "https://a.example/, http://lan.example/x,   true",
        "https://a.example/, http://127.0.0.1/x,     false",
        "https://a.example/, https://127.0.0.1/x,    false",
        "http://127.0.0.1/,  http://127.0.0.1:1/x,   true",
        "https://a.example/, https://0.0.0.0/x,      false",
        "https://a.example/, https://[::]/x,         false",
        "https://a.example/, https://[::1]/x,        false",
        "https://a.example/, https://[::ffff:127.0.0.1]/x, false",
        "https://a.example/, https://2130706433/x,   false",
        "https://a.example/, https://here.example/x, false",
        "http://localhost/,  https://here.example/x, true",
        "https://a.example/, https://nobody.invalid/x, true",
        "https://a.example/, file:///etc/passwd,     false",
        "https://a.example/, ftp://a.example/x,      false"
    })
    void letAServerOnlyLeadToWhereItIsSafe(URI from, URI to, boolean allowed) {
        assertEquals(allowed, insecureRegistries.mayRedirect(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "https://proxied.example/x, true",
        "https://localhost/x,       false",
        "https://127.0.0.1/x,       false",
        "https://[::]/x,            false",
        "https://0.0.0.0/x,         false",
        "https://2130706433/x,      false"
    })
    void lookUpNoNameThatAProxyOfAnotherMachineLooksUp(URI to, boolean allowed) {
        InsecureRegistries behindProxy =
                new InsecureRegistries(
                        List.of(), url -> true, InsecureRegistriesTest::addressOfNoName);
        assertEquals(allowed, behindProxy.mayRedirect(URI.create("https://a.example/"), to));
    }

    /** A resolver that must not be asked: it would hold the request until it gives up. */
    private static InetAddress[] addressOfNoName(String host) throws UnknownHostException {
        if (host.endsWith(".example")) {
            throw new AssertionError(host + " is looked up");
        }
        return InetAddress.getAllByName(host);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77:5000, true",
        "192.0.3.1, false",
        "lan.example:5000, true",
        "here.example, true",
        "nobody.invalid, false",
        "[2001:db8::7], true",
        "[2001:db9::7]:5000, false"
    })
    void areTheHostsOfANetwork(String host, boolean allowed) {
        InsecureRegistries ofNetworks =
                new InsecureRegistries(
                        List.of("192.0.2.0/24", "2001:db8::/32"),
                        url -> false,
                        InsecureRegistriesTest::addresses);
        assertEquals(allowed, ofNetworks.contains(HostAndPort.parse(host)));
    }

    @Test
    void leaveTheNamesOfAProxyOutOfANetwork() {
        InsecureRegistries behindProxy =
                new InsecureRegistries(
                        List.of("0.0.0.0/0"), url -> true, InsecureRegistriesTest::addressOfNoName);
        assertFalse(behindProxy.contains(HostAndPort.parse("proxied.example")));
        assertTrue(behindProxy.contains(HostAndPort.parse("192.0.2.1:5000")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://x.example:5000", "HTTPS://x.example:5000"})
    void dropASchemeAsDockerdDoes(String host) {
        InsecureRegistries one = new InsecureRegistries(List.of(host), url -> false);
        assertTrue(one.contains(HostAndPort.parse("x.example:5000")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "x/y", "x:y", "x:123456", "", "10.0.0.0/33", "http://"})
    void refusesWhatIsNoHost(String host) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new InsecureRegistries(List.of(host), url -> false));
    }
}
