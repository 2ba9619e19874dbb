package dev.berth.baseline;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The sources of the API, to be changed, compiled, and built as a bundle by bnd. */
final class ApiSources {
    private final Map<Path, String> files;

    private ApiSources(Map<Path, String> files) {
        this.files = files;
    }

    /** Reads them as they are. */
    static ApiSources read() throws IOException {
        Path root = Path.of(System.getProperty("basedir", ""), "src/main/java");
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file), Files.readString(file));
            }
        }
        return new ApiSources(files);
    }

    /**
     * Returns the sources with another text in the file of a type.
     *
     * @param type a top-level type, {@code dev.berth.plugin.Plugin}
     */
    ApiSources with(String type, UnaryOperator<String> change) {
        Path file = Path.of(type.replace('.', '/') + ".java");
        String before = files.get(file);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException(type + " is not changed");
        }
        Map<Path, String> changed = new TreeMap<>(files);
        changed.put(file, after);
        return new ApiSources(changed);
    }

    /** Compiles the sources into a folder, and returns the bundle that bnd makes of them. */
    Jar bundle(Path folder) throws Exception {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Path place = sources.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
        }
        compile(sources, classes);
        Builder builder = new Builder();
        builder.addClasspath(classes.toFile());
        builder.setProperty("Bundle-SymbolicName", "dev.berth.api");
        builder.setProperty("Bundle-Version", "0.1.0");
        builder.setProperty("-privatepackage", "dev.berth.*");
        Jar bundle = builder.build();
        if (!builder.isOk()) {
            throw new IllegalStateException("bnd: " + builder.getErrors() + builder.getWarnings());
        }
        return bundle;
    }

    private void compile(Path sources, Path classes) throws IOException {
        List<String> options =
                List.of(
                        "--release",
                        "17",
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units =
                    manager.getJavaFileObjectsFromPaths(
                            files.keySet().stream().map(sources::resolve).toList());
            StringWriter errors = new StringWriter();
            if (!compiler.getTask(errors, manager, null, options, null, units).call()) {
                throw new IllegalStateException(errors.toString());
            }
        }
    }
}
