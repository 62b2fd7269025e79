// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/** Time and timers of the current key. A timer of one key and time exists once. */
public interface TimerService {

  String UNSUPPORTED_REGISTER_TIMER_MSG = "Setting timers is only supported on a keyed streams.";

  String UNSUPPORTED_DELETE_TIMER_MSG = "Deleting timers is only supported on a keyed streams.";

  /** Milliseconds since 1970 by the machine's clock. */
  long currentProcessingTime();

  /** The watermark, {@link Long#MIN_VALUE} before the first. */
  long currentWatermark();

  /** Calls {@code onTimer} when the machine's clock has passed {@code time}. */
  void registerProcessingTimeTimer(long time);

  /** Calls {@code onTimer} when the watermark has passed {@code time}. */
  void registerEventTimeTimer(long time);

  void deleteProcessingTimeTimer(long time);

  void deleteEventTimeTimer(long time);
}
