// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import java.util.List;

/** Makes {@link RecordAttributes}. */
public final class RecordAttributesBuilder {
  private final List<RecordAttributes> lastOfInputs;
  private Boolean backlog;

  /**
   * For what an operator emits.
   *
   * @param lastRecordAttributesOfInputs what held last of each input; decides where nothing is set
   */
  public RecordAttributesBuilder(List<RecordAttributes> lastRecordAttributesOfInputs) {
    this.lastOfInputs = List.copyOf(lastRecordAttributesOfInputs);
  }

  public RecordAttributesBuilder setBacklog(boolean isBacklog) {
    this.backlog = isBacklog;
    return this;
  }

  /** Records are of a backlog if that was set, or if those of an input are and nothing was set. */
  public RecordAttributes build() {
    boolean ofInputs = lastOfInputs.stream().anyMatch(RecordAttributes::isBacklog);
    return new RecordAttributes(backlog == null ? ofInputs : backlog);
  }
}
