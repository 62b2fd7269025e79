// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/**
 * What holds of the records that follow. Made by a {@link RecordAttributesBuilder}. Sources do not
 * say here whether they catch up, so no operator is given any: operators that ask for them run, and
 * treat all records as recent ones.
 */
public final class RecordAttributes {
  private final boolean backlog;

  RecordAttributes(boolean backlog) {
    this.backlog = backlog;
  }

  /** Whether the records are old ones that are only now caught up with. */
  public boolean isBacklog() {
    return backlog;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof RecordAttributes other && backlog == other.backlog;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(backlog);
  }

  @Override
  public String toString() {
    return backlog ? "records of a backlog" : "recent records";
  }
}
