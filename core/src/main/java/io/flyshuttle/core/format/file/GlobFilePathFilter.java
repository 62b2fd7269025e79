// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.file.Path;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses files by patterns over their whole path: {@code *} is any run within a name, {@code **}
 * any run across directories, {@code ?} one character, {@code {a,b}} either, {@code [a-z]} a range.
 */
public class GlobFilePathFilter extends FilePathFilter {
  private static final long serialVersionUID = 1L;

  private final List<String> includePatterns;
  private final List<String> excludePatterns;
  private transient List<PathMatcher> includes;
  private transient List<PathMatcher> excludes;

  /** Leaves nothing out. */
  public GlobFilePathFilter() {
    this(List.of(), List.of());
  }

  /**
   * Chooses what any of {@code includePatterns} matches (everything if there are none) and none of
   * {@code excludePatterns}.
   */
  public GlobFilePathFilter(List<String> includePatterns, List<String> excludePatterns) {
    this.includePatterns = new ArrayList<>(includePatterns);
    this.excludePatterns = new ArrayList<>(excludePatterns);
  }

  @Override
  public boolean filterPath(Path filePath) {
    if (includes == null) {
      includes = matchers(includePatterns);
      excludes = matchers(excludePatterns);
    }
    java.nio.file.Path path = java.nio.file.Path.of(filePath.getPath());
    boolean included = includes.isEmpty() || includes.stream().anyMatch(m -> m.matches(path));
    return !included || excludes.stream().anyMatch(m -> m.matches(path));
  }

  private static List<PathMatcher> matchers(List<String> patterns) {
    return patterns.stream()
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .toList();
  }
}
