package dev.berth.driver.ipam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CidrAddressTest {

    @Test
    void parsesAddressesWithAPrefix() {
        for (String text : List.of("10.1.2.3/24", "0.0.0.0/0", "255.255.255.255/32")) {
            assertEquals(text, CidrAddress.parse(text).toString());
        }
        assertEquals("fd00:0:0:0:0:0:0:1/64", CidrAddress.parse("fd00::1/64").toString());
        assertEquals(CidrAddress.parse("::/0"), CidrAddress.parse("0:0:0:0:0:0:0:0/0"));
    }

    @Test
    void refusesWhatIsNoAddressWithAPrefixAndLooksNothingUp() {
        for (String text :
                List.of(
                        "",
                        "/8",
                        "10.1.2.3",
                        "10.1.2/24",
                        "10.1.2.256/24",
                        "10.1.2.3./24",
                        "010.1.2.3/24",
                        "10.1.2.3/33",
                        "10.1.2.3/-1",
                        "10.1.2.3/24\n",
                        "::1/129",
                        ":::/8",
                        "1::2::3/8",
                        "fe80::1%1/64",
                        "abcd/8",
                        "localhost/8")) {
            assertEquals(Optional.empty(), CidrAddress.tryParse(text), text);
        }
        for (String text : List.of("", "localhost", "1", "127.1", "::1%lo", "[::1]", "a:b", ":")) {
            assertEquals(Optional.empty(), CidrAddress.tryParseAddress(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> CidrAddress.parse("x"));
    }

    @Test
    void knowsItsNetwork() {
        CidrAddress host = CidrAddress.parse("10.1.130.7/17");
        assertEquals("10.1.128.0/17", host.network().toString());
        assertTrue(host.contains(address("10.1.255.255")));
        assertFalse(host.contains(address("10.1.127.255")));
        assertFalse(host.contains(address("::1")));
        assertEquals("0.0.0.0/0", CidrAddress.parse("10.1.2.3/0").network().toString());
        assertEquals(
                CidrAddress.parse("fd00::/63"), CidrAddress.parse("fd00:0:0:1::7/63").network());
        assertThrows(IllegalArgumentException.class, () -> CidrAddress.of(address("10.0.0.1"), 33));
    }

    private static InetAddress address(String text) {
        return CidrAddress.tryParseAddress(text).orElseThrow();
    }
}
