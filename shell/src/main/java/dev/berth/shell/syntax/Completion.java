package dev.berth.shell.syntax;

/** What a value of a flag or an argument is completed with. */
public enum Completion {
    /** Nothing. */
    NONE,
    /** The names of the installed plugins. */
    PLUGIN_NAMES,
    /** Files and folders. */
    FILES,
    /** The settings of the plugin that the first argument names, with their values. */
    SETTINGS
}
