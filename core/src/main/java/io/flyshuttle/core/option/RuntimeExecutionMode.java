// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Whether a stream program runs as a job that ends or as one that goes on. */
public enum RuntimeExecutionMode implements DescribedEnum {
  /** Goes on; results are updated as records come. */
  STREAMING("records flow through all tasks at once, results come continuously"),
  /** Ends; results come once. All sources must be bounded. */
  BATCH("the program is bounded and gives its final results only"),
  /** Batch if all sources are bounded, else streaming. */
  AUTOMATIC("batch if all sources are bounded, else streaming");

  private final String description;

  RuntimeExecutionMode(String description) {
    this.description = description;
  }

  @Override
  public String getDescription() {
    return description;
  }
}
