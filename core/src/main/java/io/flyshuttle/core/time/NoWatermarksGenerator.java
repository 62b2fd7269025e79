// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/**
 * Makes no watermarks.
 *
 * @param <E> type of the records
 */
public final class NoWatermarksGenerator<E> implements WatermarkGenerator<E> {

  @Override
  public void onEvent(E event, long eventTimestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {}
}
