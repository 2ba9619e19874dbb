package dev.berth.registry.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Proxy;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRulesTest {

    private static boolean direct(String exceptions, String uri) {
        ProxyRules rules = new ProxyRules("proxy.example", "", List.of(exceptions.split(";")));
        return rules.select(URI.create(uri)).equals(List.of(Proxy.NO_PROXY));
    }

    @ParameterizedTest
    @CsvSource({
        "a.example,      https://a.example/,       true",
        "a.example,      https://x.a.example/,     true",
        "a.example,      https://xa.example/,      false",
        ".example,       https://a.example/,       true",
        "a.example:5000, https://a.example:5000/,  true",
        "a.example:5000, https://a.example/,       false",
        "*,              https://a.example/,       true",
        "b;A.Example,    https://a.example/,       true",
        "'',             https://a.example/,       false",
        "'',             https://127.0.0.1:5000/,  true",
        "'',             https://localhost/,       true",
        "'',             https://[::1]:5000/,      true",
        "'',             http://a.example/,        true"
    })
    void hasExceptions(String exceptions, String uri, boolean direct) {
        assertEquals(direct, direct(exceptions, uri));
    }

    @Test
    void namesAHostAndPort() {
        ProxyRules rules = new ProxyRules("http://proxy.example:3128/", "", List.of());

        assertEquals(
                "proxy.example:3128",
                rules.select(URI.create("https://a.example/"))
                        .get(0)
                        .address()
                        .toString()
                        .replaceAll("/.*?(?=:)", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://p:1", "http://u:p@h:1", "socks5://h", "h:port"})
    void isRefusedWhenItIsOfAnotherForm(String proxy) {
        assertThrows(IllegalArgumentException.class, () -> new ProxyRules(proxy, "", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example:3128, https://a.example/,    true",
        "proxy.example:3128, http://a.example/,     false",
        "proxy.example:3128, https://b.example/,    false",
        "proxy.example:3128, https://localhost/,    false",
        "'',                 https://a.example/,    false",
        "localhost:3128,     https://a.example/,    false",
        "127.0.0.1:3128,     https://a.example/,    false"
    })
    void leaveTheLookupToAProxyOfAnotherMachineOnly(String proxy, URI url, boolean left) {
        ProxyRules rules = new ProxyRules(proxy, "", List.of("b.example"));
        assertEquals(left, rules.leavesLookupToProxy(url));
    }
}
