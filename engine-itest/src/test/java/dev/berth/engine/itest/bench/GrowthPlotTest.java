package dev.berth.engine.itest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthPlotTest {
    @Test
    void onePointIsAtTheBeginningOfBothAxes() {
        Growth growth = new Growth(new PairedTimes(null, null), "MB");
        growth.points().add(new GrowthPoint("pull, ms", 1, 5, 5, 1));
        assertEquals(2, GrowthPlot.svg(List.of(growth)).split("points=\"10.0,120.0\"").length - 1);
    }
}
