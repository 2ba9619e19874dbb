package dev.berth.engine.itest.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The processor time that a JVM has taken since its start, in milliseconds, as proc(5) tells.
 *
 * @param work until when
 * @param compilers of the threads that compile
 * @param collector of the thread that collects garbage
 * @param children of the programs that it has run
 * @param rest of all other threads, also of those that have ended
 */
record ProcessorTime(
        String work, double compilers, double collector, double children, double rest) {
    private static final double MILLI = 1e6;
    private static final int TICK_MILLIS = 10;
    private static final int USER = 11;

    /** Reads that of a process. */
    static ProcessorTime read(String work, long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        double compilers = 0;
        double collector = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                String name = name(thread);
                if (name.contains("CompilerThre")) {
                    compilers += millis(thread);
                } else if (name.equals("VM Thread")) {
                    collector += millis(thread);
                }
            }
        }
        // Behind the name, which may have blanks: utime, stime, cutime and cstime.
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double own = ticks(fields[USER]) + ticks(fields[USER + 1]);
        double children = ticks(fields[USER + 2]) + ticks(fields[USER + 3]);
        return new ProcessorTime(work, compilers, collector, children, own - compilers - collector);
    }

    private static double ticks(String field) {
        return Long.parseLong(field) * TICK_MILLIS;
    }

    private static String name(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (NoSuchFileException e) {
            return "ended";
        }
    }

    /** Its processor time in nanoseconds is the first number. */
    private static double millis(Path thread) throws IOException {
        return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]) / MILLI;
    }

    double sum() {
        return compilers + collector + children + rest;
    }
}
