package dev.berth.shell.progress;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** A number of bytes with four digits and a decimal unit: {@code 32.77kB}. */
final class ByteCount {
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private ByteCount() {}

    static String of(long bytes) {
        BigDecimal number = BigDecimal.valueOf(bytes).round(FOUR_DIGITS);
        int unit = 0;
        while (number.compareTo(BigDecimal.valueOf(1000)) >= 0) {
            number = number.movePointLeft(3);
            unit++;
        }
        return plain(number) + UNITS.get(unit);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
