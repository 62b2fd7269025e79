// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** Checks of the lengths that users give. */
final class WindowSizes {
  private WindowSizes() {}

  static long positive(String what, long millis) {
    if (millis <= 0) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, what + " is " + millis + " ms; it must be above 0");
    }
    return millis;
  }

  static long offset(String what, long offsetMillis, long sizeMillis) {
    if (Math.abs(offsetMillis) >= sizeMillis) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          what
              + " is "
              + offsetMillis
              + " ms; it must be shorter than the distance of two windows, "
              + sizeMillis
              + " ms");
    }
    return offsetMillis;
  }

  static void hasTimestamp(long timestamp) {
    if (timestamp == Long.MIN_VALUE) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "a record without a timestamp came to a window in event time;"
              + " call assignTimestampsAndWatermarks before the window");
    }
  }
}
