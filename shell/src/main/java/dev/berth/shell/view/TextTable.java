package dev.berth.shell.view;

import java.util.ArrayList;
import java.util.List;

/** A table in columns as wide as their widest cell, laid out as by docker's client. */
final class TextTable {
    private static final int GAP = 3;
    private static final int NARROWEST = 10;

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** Returns the lines, the headings first. */
    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(pad(row.get(column), width(column)));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
        return Math.max(widest + GAP, NARROWEST);
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - length(cell));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
