// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** How a stream program that runs in batch mode exchanges data. */
public enum BatchShuffleMode implements DescribedEnum {
  ALL_EXCHANGES_PIPELINED("producers and consumers run at the same time"),
  ALL_EXCHANGES_BLOCKING("results are written whole before they are read"),
  ALL_EXCHANGES_HYBRID_FULL("consumers may start at any time, results are written whole"),
  ALL_EXCHANGES_HYBRID_SELECTIVE("consumers may start at any time, results are written if need be");

  private final String description;

  BatchShuffleMode(String description) {
    this.description = description;
  }

  @Override
  public String getDescription() {
    return description;
  }
}
