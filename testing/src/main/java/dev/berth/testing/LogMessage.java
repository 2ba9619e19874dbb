package dev.berth.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The text of a log entry, as OSGi's log service makes it: each <code>{}</code> is replaced by an
 * argument. What is left over, an exception mostly, follows.
 */
final class LogMessage {
    private static final String PLACE = "{}";

    private LogMessage() {}

    /** Returns the text of a call {@code log.warn(format, arguments)}. */
    static String of(Object[] call) {
        String format = String.valueOf(call[0]);
        List<Object> values = values(call);
        StringBuilder text = new StringBuilder();
        int from = 0;
        int used = 0;
        for (int place = format.indexOf(PLACE);
                place >= 0 && used < values.size();
                place = format.indexOf(PLACE, from)) {
            text.append(format, from, place).append(values.get(used++));
            from = place + PLACE.length();
        }
        text.append(format.substring(from));
        values.subList(used, values.size()).forEach(value -> text.append(": ").append(value));
        return text.toString();
    }

    private static List<Object> values(Object[] call) {
        List<Object> values = new ArrayList<>();
        for (Object argument : call) {
            values.addAll(
                    argument instanceof Object[] several
                            ? Arrays.asList(several)
                            : Arrays.asList(argument));
        }
        return values.subList(1, values.size());
    }
}
