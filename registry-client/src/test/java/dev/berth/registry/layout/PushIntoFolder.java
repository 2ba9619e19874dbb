package dev.berth.registry.layout;

import dev.berth.registry.testing.SamplePlugin;
import java.nio.file.Path;

/** The program that pushes one plugin under many names into a folder. */
final class PushIntoFolder {
    private PushIntoFolder() {}

    public static void main(String[] arguments) throws Exception {
        System.in.read();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            LayoutSample.push(
                    LayoutSample.LAYOUTS.at(Path.of(arguments[0])),
                    arguments[1] + "/plugin" + i,
                    new SamplePlugin(1, 10_000));
        }
    }
}
