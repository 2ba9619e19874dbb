package dev.berth.discovery.place;

import java.nio.file.Path;

/** Where a plugin of a name may be told of. */
public record CandidateFile(String name, FileKind kind, Path file) {}
