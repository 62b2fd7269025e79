// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.file.Path;
import java.util.Objects;

/** A range of bytes of a file. */
public class FileInputSplit extends LocatableInputSplit {
  private static final long serialVersionUID = 1L;

  private final Path file;
  private final long start;
  private final long length;

  /**
   * A range of a file.
   *
   * @param num the split's number
   * @param file the file
   * @param start first byte
   * @param length number of bytes; -1 for all to the end of the file
   * @param hosts hosts with the data; may be null
   */
  public FileInputSplit(int num, Path file, long start, long length, String[] hosts) {
    super(num, hosts);
    this.file = file;
    this.start = start;
    this.length = length;
  }

  /** The file. */
  public Path getPath() {
    return file;
  }

  /** The first byte. */
  public long getStart() {
    return start;
  }

  /** The number of bytes; -1 for all to the end of the file. */
  public long getLength() {
    return length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileInputSplit split
        && super.equals(split)
        && split.start == start
        && split.length == length
        && Objects.equals(split.file, file);
  }

  @Override
  public int hashCode() {
    return getSplitNumber() ^ (file == null ? 0 : file.hashCode());
  }

  @Override
  public String toString() {
    return "[" + getSplitNumber() + "] " + file + ":" + start + "+" + length;
  }
}
