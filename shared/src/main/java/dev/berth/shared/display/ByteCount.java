package dev.berth.shared.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * A number of bytes with four digits and a decimal unit, {@code 32.77kB}: {@code HumanSize} of
 * Docker's go-units. The digits are rounded after the unit was chosen: 999,999 bytes are {@code
 * 1000kB}.
 */
public final class ByteCount {
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final double THOUSAND = 1000;

    private ByteCount() {}

    public static String of(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= THOUSAND) {
            size /= THOUSAND;
            unit++;
        }
        return plain(new BigDecimal(size).round(FOUR_DIGITS)) + UNITS.get(unit);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
