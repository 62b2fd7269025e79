// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import java.util.Arrays;

/**
 * The watermark of a task: the minimum over all channels that are neither idle nor ended. Never
 * goes back. Used by the task's thread.
 */
public final class WatermarkMerge {

  private final long[] watermarks;
  private final boolean[] silent;
  private final boolean[] ended;
  private int counting;
  private int open;
  private long merged = Long.MIN_VALUE;

  public WatermarkMerge(int channels) {
    watermarks = new long[channels];
    Arrays.fill(watermarks, Long.MIN_VALUE);
    silent = new boolean[channels];
    ended = new boolean[channels];
    counting = channels;
    open = channels;
  }

  /** The merged watermark, {@link Long#MIN_VALUE} before the first. */
  public long merged() {
    return merged;
  }

  /** Whether channels are left, but none of them counts. */
  public boolean isIdle() {
    return counting == 0 && open > 0;
  }

  /** The highest watermark of a channel that has not ended. */
  public long highest() {
    long highest = Long.MIN_VALUE;
    for (int i = 0; i < watermarks.length; i++) {
      if (!ended[i]) {
        highest = Math.max(highest, watermarks[i]);
      }
    }
    return highest;
  }

  /** The channel that holds the merged watermark back: the lowest that counts; -1 if none does. */
  public int lowestChannel() {
    int lowest = -1;
    for (int i = 0; i < watermarks.length; i++) {
      if (!silent[i] && (lowest < 0 || watermarks[i] < watermarks[lowest])) {
        lowest = i;
      }
    }
    return lowest;
  }

  /** A channel's watermark; returns whether the merged one rose. */
  public boolean onWatermark(int channel, long watermark) {
    wake(channel);
    long before = watermarks[channel];
    if (watermark <= before) {
      return false;
    }
    watermarks[channel] = watermark;
    return before <= merged && merge();
  }

  /** A channel will be silent for a while; returns whether the merged watermark rose. */
  public boolean onIdle(int channel) {
    if (silent[channel]) {
      return false;
    }
    silent[channel] = true;
    counting--;
    return merge();
  }

  /** A channel speaks again. */
  public void onActive(int channel) {
    wake(channel);
  }

  private void wake(int channel) {
    if (silent[channel] && !ended[channel]) {
      silent[channel] = false;
      counting++;
    }
  }

  /** A channel has ended; returns whether the merged watermark rose. */
  public boolean onEnd(int channel) {
    if (ended[channel]) {
      return false;
    }
    boolean rose = onIdle(channel);
    ended[channel] = true;
    open--;
    return rose;
  }

  private boolean merge() {
    long least = Long.MAX_VALUE;
    if (counting == 0) {
      return false;
    }
    for (int i = 0; i < watermarks.length; i++) {
      if (!silent[i]) {
        least = Math.min(least, watermarks[i]);
      }
    }
    if (least > merged) {
      merged = least;
      return true;
    }
    return false;
  }
}
