// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import java.io.Serializable;

/**
 * Makes records of pseudo-random numbers. With a rate of event time, record {@code i} of all
 * subtasks has the timestamp {@code i / recordsPerMilli}, and watermarks follow every 100 ms of it,
 * two milliseconds behind: sessions that only touch are then merged whatever subtask is ahead.
 *
 * @param <T> type of the records
 */
public final class RandomSource<T> extends RichParallelSourceFunction<T>
    implements ResultTypeQueryable<T> {
  private static final long serialVersionUID = 1L;
  private static final long WATERMARK_MILLIS = 100;

  /**
   * Makes a record.
   *
   * @param <T> type of the records
   */
  @FunctionalInterface
  public interface Maker<T> extends Serializable {

    /**
     * @param index number of the record
     * @param random a number of 63 random bits
     */
    T make(long index, long random);
  }

  private final long records;
  private final long recordsPerMilli;
  private final TypeInformation<T> type;
  private final Maker<T> maker;
  private volatile boolean running = true;

  /**
   * @param records number of records of all subtasks
   * @param recordsPerMilli records in a millisecond of event time; 0 for records without timestamp
   */
  public RandomSource(long records, long recordsPerMilli, TypeInformation<T> type, Maker<T> maker) {
    this.records = records;
    this.recordsPerMilli = recordsPerMilli;
    this.type = type;
    this.maker = maker;
  }

  @Override
  public void run(SourceContext<T> context) {
    Measurement.start();
    int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
    int subtask = getRuntimeContext().getIndexOfThisSubtask();
    long state = 0x9E3779B97F4A7C15L * (subtask + 1);
    long nextWatermark = WATERMARK_MILLIS;
    Object lock = context.getCheckpointLock();
    for (long i = subtask; i < records && running; i += subtasks) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      synchronized (lock) {
        if (recordsPerMilli == 0) {
          context.collect(maker.make(i, state >>> 1));
        } else {
          long time = i / recordsPerMilli;
          if (time >= nextWatermark) {
            context.emitWatermark(new Watermark(time - 2));
            nextWatermark = time - time % WATERMARK_MILLIS + WATERMARK_MILLIS;
          }
          context.collectWithTimestamp(maker.make(i, state >>> 1), time);
        }
      }
    }
  }

  @Override
  public void cancel() {
    running = false;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}
