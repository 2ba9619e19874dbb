package dev.berth.discovery.folder;

import java.nio.file.Path;

/** A file that would name the endpoint of a plugin, whether it is there or not. */
public record CandidateFile(String name, FileKind kind, Path file) {}
