// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.sample;

import java.util.List;

/** A Java record with fields of many kinds. */
public record Measurement(
    String sensor,
    long time,
    double value,
    boolean valid,
    List<String> tags,
    Unit unit,
    char code) {

  /** A record within the record. */
  public record Unit(String symbol) {}
}
