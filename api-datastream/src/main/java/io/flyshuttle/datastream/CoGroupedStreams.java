// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.evictor.Evictor;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.value.Either;
import java.time.Duration;

/**
 * Two streams whose records of one key and window meet, matched or not.
 *
 * @param <T1> type of the first stream's records
 * @param <T2> type of the second stream's records
 */
public class CoGroupedStreams<T1, T2> {
  private final DataStream<T1> input1;
  private final DataStream<T2> input2;

  CoGroupedStreams(DataStream<T1> input1, DataStream<T2> input2) {
    this.input1 = input1;
    this.input2 = input2;
  }

  /** The key of the first stream. */
  public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector) {
    KeySelector<T1, KEY> cleaned = input1.environment.clean(keySelector);
    return new Where<>(cleaned, Keys.keyType(cleaned, input1.getType()));
  }

  public <KEY> Where<KEY> where(KeySelector<T1, KEY> keySelector, TypeInformation<KEY> keyType) {
    return new Where<>(input1.environment.clean(keySelector), keyType);
  }

  /**
   * With the key of the first stream.
   *
   * @param <KEY> type of the keys
   */
  public class Where<KEY> {
    private final KeySelector<T1, KEY> keySelector1;
    private final TypeInformation<KEY> keyType;

    Where(KeySelector<T1, KEY> keySelector1, TypeInformation<KEY> keyType) {
      this.keySelector1 = keySelector1;
      this.keyType = keyType;
    }

    /** The key of the second stream, of the same type. */
    public EqualTo equalTo(KeySelector<T2, KEY> keySelector) {
      KeySelector<T2, KEY> cleaned = input2.environment.clean(keySelector);
      return equalTo(cleaned, Keys.keyType(cleaned, input2.getType()));
    }

    public EqualTo equalTo(KeySelector<T2, KEY> keySelector, TypeInformation<KEY> otherKeyType) {
      if (!otherKeyType.equals(keyType)) {
        throw new InvalidProgramException(
            "the two streams have keys of different types: " + keyType + " and " + otherKeyType);
      }
      return new EqualTo(input2.environment.clean(keySelector));
    }

    /** With both keys. */
    public class EqualTo {
      private final KeySelector<T2, KEY> keySelector2;

      EqualTo(KeySelector<T2, KEY> keySelector2) {
        this.keySelector2 = keySelector2;
      }

      /** The windows in which records meet. */
      public <W extends Window> WithWindow<T1, T2, KEY, W> window(
          WindowAssigner<? super Either<T1, T2>, W> assigner) {
        return new WithWindow<>(
            new TwoStreamWindow<>(input1, input2, keySelector1, keySelector2, keyType, assigner));
      }
    }
  }

  /**
   * With keys and windows.
   *
   * @param <T1> type of the first stream's records
   * @param <T2> type of the second stream's records
   * @param <KEY> type of the keys
   * @param <W> type of the windows
   */
  public static class WithWindow<T1, T2, KEY, W extends Window> {
    private final TwoStreamWindow<T1, T2, KEY, W> window;

    WithWindow(TwoStreamWindow<T1, T2, KEY, W> window) {
      this.window = window;
    }

    public WithWindow<T1, T2, KEY, W> trigger(
        Trigger<? super Either<T1, T2>, ? super W> newTrigger) {
      window.trigger(newTrigger);
      return this;
    }

    public WithWindow<T1, T2, KEY, W> evictor(
        Evictor<? super Either<T1, T2>, ? super W> newEvictor) {
      window.evictor(newEvictor);
      return this;
    }

    @Deprecated
    public WithWindow<T1, T2, KEY, W> allowedLateness(Time newLateness) {
      return allowedLateness(newLateness.toDuration());
    }

    /** How long after its end, in event time, a window takes records and fires again. */
    public WithWindow<T1, T2, KEY, W> allowedLateness(Duration newLateness) {
      window.allowedLateness(newLateness.toMillis());
      return this;
    }

    /** The function sees the records of both sides of one key and window. */
    public <T> DataStream<T> apply(CoGroupFunction<T1, T2, T> function) {
      CoGroupFunction<T1, T2, T> cleaned = window.clean(function);
      return window.apply(
          CoGroupWindow.ofUser(cleaned),
          Inferred.binary(
              cleaned,
              CoGroupFunction.class,
              0,
              1,
              2,
              new int[] {2, 0},
              window.type1(),
              window.type2()),
          "Window: coGroup");
    }

    public <T> DataStream<T> apply(
        CoGroupFunction<T1, T2, T> function, TypeInformation<T> resultType) {
      return window.apply(
          CoGroupWindow.ofUser(window.clean(function)), Inferred.of(resultType), "Window: coGroup");
    }

    /** As {@code apply}, with the settings of the operator. */
    @Deprecated
    public <T> SingleOutputStreamOperator<T> with(CoGroupFunction<T1, T2, T> function) {
      return (SingleOutputStreamOperator<T>) apply(function);
    }

    @Deprecated
    public <T> SingleOutputStreamOperator<T> with(
        CoGroupFunction<T1, T2, T> function, TypeInformation<T> resultType) {
      return (SingleOutputStreamOperator<T>) apply(function, resultType);
    }
  }
}
