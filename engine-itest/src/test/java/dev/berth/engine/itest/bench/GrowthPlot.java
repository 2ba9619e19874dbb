package dev.berth.engine.itest.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Growth as an SVG: one panel for each kind of work, both axes logarithmic. */
final class GrowthPlot {
    private static final int COLUMNS = 4;
    private static final int WIDTH = 200;
    private static final int HEIGHT = 150;
    private static final int MARGIN = 30;
    private static final String BERTH = "#4a9d5b";
    private static final String DOCKERD = "#3b6fb5";

    private GrowthPlot() {}

    static String svg(List<Growth> growths) {
        List<String> panels = new ArrayList<>();
        for (Growth growth : growths) {
            Map<String, List<GrowthPoint>> works =
                    growth.points().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            GrowthPoint::work,
                                            LinkedHashMap::new,
                                            Collectors.toList()));
            works.forEach(
                    (work, points) ->
                            panels.add(panel(panels.size(), work, growth.unit(), points)));
        }
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        return format(
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">
                        <rect width="100%%" height="100%%" fill="white"/>
                        <text x="8" y="14" fill="%s">Berth</text><text x="48" y="14" fill="%s">dockerd</text>
                        """,
                        COLUMNS * WIDTH, rows * HEIGHT + 20, BERTH, DOCKERD)
                + String.join("", panels)
                + "</svg>\n";
    }

    private static String panel(int index, String work, String unit, List<GrowthPoint> points) {
        Axis x = Axis.of(points.stream().map(p -> (double) p.size()).toList());
        List<Double> values = new ArrayList<>();
        points.forEach(p -> values.addAll(List.of(p.berth(), p.dockerd())));
        Axis y = Axis.of(values);
        return format(
                        """
                        <g transform="translate(%d,%d)">
                        <text x="8" y="14">%s</text>
                        <text x="8" y="%d" fill="#777">%.0f to %.0f %s; %.1f to %.1f</text>
                        """,
                        index % COLUMNS * WIDTH,
                        index / COLUMNS * HEIGHT + 20,
                        work,
                        HEIGHT - 6,
                        x.least(),
                        x.most(),
                        unit,
                        y.least(),
                        y.most())
                + line(points, x, y, GrowthPoint::berth, BERTH)
                + line(points, x, y, GrowthPoint::dockerd, DOCKERD)
                + "</g>\n";
    }

    private static String line(
            List<GrowthPoint> points,
            Axis x,
            Axis y,
            ToDoubleFunction<GrowthPoint> value,
            String color) {
        StringBuilder marks = new StringBuilder();
        List<String> corners = new ArrayList<>();
        for (GrowthPoint point : points) {
            double across = 10 + x.part(point.size()) * (WIDTH - MARGIN);
            double down =
                    HEIGHT - MARGIN - y.part(value.applyAsDouble(point)) * (HEIGHT - 2 * MARGIN);
            corners.add(format("%.1f,%.1f", across, down));
            marks.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", across, down));
        }
        return format(
                "<g fill=\"%1$s\" stroke=\"%1$s\"><polyline fill=\"none\""
                        + " points=\"%2$s\"/>%3$s</g>%n",
                color, String.join(" ", corners), marks);
    }

    /** A logarithmic axis from its least to its greatest value. */
    private record Axis(double least, double most) {
        static Axis of(List<Double> values) {
            return new Axis(
                    values.stream().mapToDouble(v -> v).min().orElseThrow(),
                    values.stream().mapToDouble(v -> v).max().orElseThrow());
        }

        /** Returns where a value is: 0 at the beginning, 1 at the end. */
        double part(double value) {
            return least == most ? 0 : Math.log(value / least) / Math.log(most / least);
        }
    }

    /** Numbers with a point, whatever the locale. */
    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
