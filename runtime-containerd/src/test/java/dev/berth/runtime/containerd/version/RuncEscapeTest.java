package dev.berth.runtime.containerd.version;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuncEscapeTest {
    private static final String OF_2025 = "2025-31133 2025-52565 2025-52881";
    private static final String OF_2026 = "2026-41579";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0.1.1, 2019-5736 2021-30465 2025-31133 2025-52881 2026-41579",
                "1.0-rc6, 2019-5736 2021-30465 " + OF_2025 + " " + OF_2026,
                "1.0.0-rc6+dev, 2019-5736 2021-30465 " + OF_2025 + " " + OF_2026,
                "1.0.0~rc6+dfsg1, 2019-5736 2021-30465 " + OF_2025 + " " + OF_2026,
                "1.0.0-rc7, 2021-30465 " + OF_2025 + " " + OF_2026,
                "1.0.0-rc92, 2021-30465 " + OF_2025 + " " + OF_2026,
                "1.0.0-rc93, 2021-30465 2024-21626 " + OF_2025 + " " + OF_2026,
                "1.0.0-rc95, 2024-21626 " + OF_2025 + " " + OF_2026,
                "1.0.0, 2024-21626 " + OF_2025 + " " + OF_2026,
                "1.1.5+ds1, 2024-21626 " + OF_2025 + " " + OF_2026,
                "1.1.11, 2024-21626 " + OF_2025 + " " + OF_2026,
                "1.1.12-0ubuntu2, " + OF_2025 + " " + OF_2026,
                "1.1.15, " + OF_2025 + " " + OF_2026,
                "1.2.0-rc.1, " + OF_2025 + " " + OF_2026,
                "1.2.7, " + OF_2025 + " " + OF_2026,
                "1.2.8, " + OF_2026,
                "1.2.99, " + OF_2026,
                "1.3.0, " + OF_2025 + " " + OF_2026,
                "1.3.2, " + OF_2025 + " " + OF_2026,
                "1.3.3, " + OF_2026,
                "1.3.5, " + OF_2026,
                "1.3.6, -",
                "1.3.10, -",
                "1.4.0-rc.2, " + OF_2025 + " " + OF_2026,
                "1.4.0-rc.3, " + OF_2026,
                "1.4.0, " + OF_2026,
                "1.4.3, -",
                "1.5.0-rc.2, " + OF_2026,
                "1.5.0-rc.3, -",
                "1.5.0, -",
                "1.6.0-rc.1, -",
                "2.0.0, -",
            })
    void affectsWhatTheAdvisoriesSay(String version, String numbers) {
        String found =
                RuncEscape.of(RuncVersion.parse(version).orElseThrow()).stream()
                        .map(escape -> escape.toString().substring("CVE-".length()))
                        .collect(Collectors.joining(" "));
        assertEquals(numbers == null ? "" : numbers, found);
    }

    @Test
    void isNotToldOfWhatIsNoVersion() {
        for (String odd : new String[] {"", "unknown", "1", "rc1", "99999.1.1"}) {
            assertEquals(Optional.empty(), RuncVersion.parse(odd), odd);
        }
    }
}
