// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import java.io.Serializable;
import java.util.Objects;

/** A reader and where it runs. Immutable. */
public final class ReaderInfo implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int subtaskId;
  private final String location;

  public ReaderInfo(int subtaskId, String location) {
    this.subtaskId = subtaskId;
    this.location = Objects.requireNonNull(location);
  }

  /** Index of the reader's subtask. */
  public int getSubtaskId() {
    return subtaskId;
  }

  /** Name of the reader's host. */
  public String getLocation() {
    return location;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReaderInfo that
        && that.subtaskId == subtaskId
        && that.location.equals(location);
  }

  @Override
  public int hashCode() {
    return Objects.hash(subtaskId, location);
  }

  @Override
  public String toString() {
    return "reader " + subtaskId + " on " + location;
  }
}
