package dev.berth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CallTimesTest {
    @Test
    void slowIsWhatOneInAHundredTookLongerThan() {
        long[] times = LongStream.rangeClosed(1, 200).map(n -> n * 1000).toArray();
        CallTimes all = CallTimes.of(times, Duration.ofSeconds(2).toNanos());
        assertEquals(new CallTimes(100, 101, 198), all);
    }

    @Test
    void readsWhatGoPrints() {
        assertEquals(new CallTimes(8464.5, 111, 256.25), CallTimes.parse("8464.5 111 256.25\n"));
    }

    @Test
    void ratiosAreOfPairs() {
        CallComparison comparison = new CallComparison();
        comparison.add(new CallTimes(20, 1, 1), new CallTimes(10, 2, 4));
        comparison.add(new CallTimes(90, 1, 1), new CallTimes(30, 2, 4));
        comparison.add(new CallTimes(50, 1, 1), new CallTimes(50, 2, 4));
        assertEquals(
                List.of(
                        new CallComparison.Row("calls/s", 50, 30, 2, 1, 3),
                        new CallComparison.Row("p50, µs", 1, 2, 0.5, 0.5, 0.5),
                        new CallComparison.Row("p99, µs", 1, 4, 0.25, 0.25, 0.25)),
                comparison.rows());
    }
}
