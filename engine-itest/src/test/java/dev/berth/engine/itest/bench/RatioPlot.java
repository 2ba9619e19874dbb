package dev.berth.engine.itest.bench;

import java.util.List;
import java.util.Locale;

/** Ratios as an SVG: one bar a row on a logarithmic axis, left of 1 where Berth is ahead. */
final class RatioPlot {
    private static final int NAMES = 190;
    private static final int WIDTH = 520;
    private static final int ROW = 22;
    private static final double LEAST = 0.1;
    private static final double MOST = 20;

    private RatioPlot() {}

    static String svg(List<PairedTimes.Row> rows) {
        int height = ROW * (rows.size() + 2);
        StringBuilder svg =
                new StringBuilder(
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                        <rect width="100%%" height="100%%" fill="white"/>
                        """
                                .formatted(NAMES + WIDTH + 60, height));
        for (double tick : new double[] {LEAST, 0.2, 0.5, 1, 2, 5, 10, MOST}) {
            svg.append(
                    format(
                            "<line x1=\"%1$.0f\" y1=\"%2$d\" x2=\"%1$.0f\" y2=\"%3$d\""
                                    + " stroke=\"%4$s\"/>%n<text x=\"%1$.0f\" y=\"14\""
                                    + " text-anchor=\"middle\">%5$s</text>%n",
                            x(tick),
                            ROW,
                            height - ROW / 2,
                            tick == 1 ? "black" : "#ddd",
                            Double.toString(tick)));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.append(bar(rows.get(i), ROW * (i + 1) + 4));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(PairedTimes.Row row, int y) {
        double from = Math.min(x(1), x(row.ratio()));
        String name =
                format(
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                        NAMES - 8, y + 12, row.name());
        String median =
                format(
                        "<rect x=\"%.0f\" y=\"%d\" width=\"%.0f\" height=\"14\" fill=\"%s\"/>%n",
                        from,
                        y,
                        Math.abs(x(row.ratio()) - x(1)),
                        row.ratio() <= 1 ? "#4a9d5b" : "#c9653f");
        String spread =
                format(
                        "<line x1=\"%.0f\" y1=\"%d\" x2=\"%.0f\" y2=\"%d\" stroke=\"#333\"/>%n",
                        x(row.lowest()), y + 7, x(row.highest()), y + 7);
        return name + median + spread;
    }

    private static double x(double ratio) {
        double limited = Math.max(LEAST, Math.min(MOST, ratio));
        return NAMES + WIDTH * Math.log(limited / LEAST) / Math.log(MOST / LEAST);
    }

    /** Numbers with a point, whatever the locale. */
    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
