// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.PrimitiveArrayTypeInfo;
import io.flyshuttle.operators.feedback.FeedbackHead;
import io.flyshuttle.operators.feedback.FeedbackTail;
import java.util.List;
import java.util.Objects;

/**
 * The beginning of a loop: the records of a stream, and those that {@link #closeWith} sends back.
 * Watermarks do not go round. With exactly-once checkpoints records in the loop are part of them.
 *
 * @param <T> type of the records
 */
public class IterativeStream<T> extends SingleOutputStreamOperator<T> {
  private final Loop loop;
  private final DataStream<T> input;
  private final long maxWaitMillis;

  IterativeStream(DataStream<T> input, long maxWaitMillis) {
    this(input, maxWaitMillis, new Loop(maxWaitMillis, true));
  }

  private IterativeStream(DataStream<T> input, long maxWaitMillis, Loop loop) {
    super(
        input.getExecutionEnvironment(),
        loop.head(input, input.getType()).input(0, input.flows(), input.getType()));
    this.loop = loop;
    this.input = input;
    this.maxWaitMillis = maxWaitMillis;
    environment.add(getTransformation());
  }

  /**
   * Sends the records of a stream that comes of this one back to the beginning.
   *
   * @return {@code feedbackStream}
   */
  public DataStream<T> closeWith(DataStream<T> feedbackStream) {
    loop.close(environment, feedbackStream, getType());
    return feedbackStream;
  }

  /** A loop whose records that go back are of another type than those that come. */
  public <F> ConnectedIterativeStreams<T, F> withFeedbackType(Class<F> feedbackTypeClass) {
    return withFeedbackType(TypeInformation.of(feedbackTypeClass));
  }

  public <F> ConnectedIterativeStreams<T, F> withFeedbackType(TypeHint<F> feedbackTypeHint) {
    return withFeedbackType(TypeInformation.of(feedbackTypeHint));
  }

  public <F> ConnectedIterativeStreams<T, F> withFeedbackType(TypeInformation<F> feedbackType) {
    // this stream's own head is not part of the program then
    environment.remove(getTransformation());
    return ConnectedIterativeStreams.of(input, feedbackType, maxWaitMillis);
  }

  /**
   * A stream, and beside it the records that {@link #closeWith} sends back.
   *
   * @param <I> type of the stream's records
   * @param <F> type of the records that go back
   */
  public static class ConnectedIterativeStreams<I, F> extends ConnectedStreams<I, F> {
    private final Loop loop;

    private ConnectedIterativeStreams(DataStream<I> input, DataStream<F> feedback, Loop loop) {
      super(input.getExecutionEnvironment(), input, feedback);
      this.loop = loop;
    }

    private static <I, F> ConnectedIterativeStreams<I, F> of(
        DataStream<I> input, TypeInformation<F> type, long maxWaitMillis) {
      Loop loop = new Loop(maxWaitMillis, false);
      Transformation<F> head = loop.head(input, type);
      input.getExecutionEnvironment().add(head);
      return new ConnectedIterativeStreams<>(
          input, new DataStream<>(input.getExecutionEnvironment(), head), loop);
    }

    /**
     * Sends the records of a stream back to the second input.
     *
     * @return {@code feedbackStream}
     */
    public DataStream<F> closeWith(DataStream<F> feedbackStream) {
      loop.close(getExecutionEnvironment(), feedbackStream, getType2());
      return feedbackStream;
    }
  }

  /** A head and its tails. */
  private static final class Loop {
    private final long maxWaitMillis;
    private final boolean hasInput;
    private Transformation<?> head;
    private int tails;

    Loop(long maxWaitMillis, boolean hasInput) {
      if (maxWaitMillis < 0) {
        throw new InvalidProgramException(
            "the longest wait of the loop is " + maxWaitMillis + " ms; it must be 0 or more");
      }
      this.maxWaitMillis = maxWaitMillis;
      this.hasInput = hasInput;
    }

    <X> Transformation<X> head(DataStream<?> input, TypeInformation<X> type) {
      Transformation<X> made =
          new Transformation<>(
              "Iteration Head",
              type,
              config -> {
                if (tails == 0) {
                  throw new InvalidProgramException(
                      "a loop has no end: call closeWith on what iterate() gave");
                }
                return FeedbackHead.factory(maxWaitMillis, hasInput);
              });
      made.parallelismOf(input.getTransformation());
      made.setChaining(Chaining.NEVER);
      made.sideOutput(
          FeedbackHead.HANDED_ON, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
      head = made;
      return made;
    }

    <X> void close(
        StreamExecutionEnvironment environment, DataStream<X> feedback, TypeInformation<X> type) {
      Objects.requireNonNull(feedback, "a stream to send back is needed");
      if (!feedback.getType().equals(type)) {
        throw new InvalidProgramException(
            "the loop takes records of type "
                + type
                + ", but is closed with a stream of "
                + feedback.getType());
      }
      int number = tails++;
      Transformation<X> tail =
          new Transformation<>("Iteration Tail", null, config -> FeedbackTail.factory(number));
      tail.input(FeedbackTail.RECORDS, feedback.flows(), type);
      tail.input(
          FeedbackTail.HEAD,
          List.of(new Flow(head, FeedbackHead.HANDED_ON, Ship.forward())),
          PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
      tail.parallelismOf(head);
      environment.add(tail);
    }
  }
}
