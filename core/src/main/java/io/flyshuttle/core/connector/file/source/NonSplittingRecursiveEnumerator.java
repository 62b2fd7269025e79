// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.file.BlockLocation;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Every file below the paths is one split. Names that begin with a dot or "_" are left out. */
public class NonSplittingRecursiveEnumerator implements FileEnumerator {
  private final Predicate<Path> filter;

  public NonSplittingRecursiveEnumerator() {
    this(NonSplittingRecursiveEnumerator::isVisible);
  }

  /**
   * @param fileFilter whether a file, or a directory below the paths, is read
   */
  public NonSplittingRecursiveEnumerator(Predicate<Path> fileFilter) {
    this.filter = fileFilter;
  }

  private static boolean isVisible(Path path) {
    return !path.getName().startsWith(".") && !path.getName().startsWith("_");
  }

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      FileSystem files = path.getFileSystem();
      add(files.getFileStatus(path), files, splits);
    }
    return splits;
  }

  private void add(FileStatus status, FileSystem files, List<FileSourceSplit> splits)
      throws IOException {
    if (!status.isDir()) {
      cut(status, files, splits);
      return;
    }
    FileStatus[] children = files.listStatus(status.getPath());
    Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
    for (FileStatus child : children) {
      if (filter.test(child.getPath())) {
        add(child, files, splits);
      }
    }
  }

  /** Adds the splits of a file. */
  protected void cut(FileStatus file, FileSystem files, List<FileSourceSplit> splits)
      throws IOException {
    Set<String> hosts = new LinkedHashSet<>();
    for (BlockLocation block : files.getFileBlockLocations(file, 0, file.getLen())) {
      hosts.addAll(Arrays.asList(block.getHosts()));
    }
    splits.add(split(file, 0, file.getLen(), hosts.toArray(new String[0])));
  }

  static FileSourceSplit split(FileStatus file, long offset, long length, String[] hosts) {
    return new FileSourceSplit(
        file.getPath() + ":" + offset,
        file.getPath(),
        offset,
        length,
        file.getModificationTime(),
        file.getLen(),
        hosts);
  }
}
