// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.async;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.async.AsyncFunction;
import io.flyshuttle.core.stream.async.AsyncRetryStrategy;
import io.flyshuttle.core.stream.async.ResultFuture;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.UserFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls an {@link AsyncFunction} for each record and emits the answers.
 *
 * <p>Answers come on any thread and wait in {@code answers}; mail then lets the task's thread take
 * them. While the operator holds up its input, because {@code capacity} records wait or the input
 * has ended, it takes them, and looks at the clock, itself. Records that wait are in snapshots and
 * are asked for again after a restore.
 */
public final class AsyncWaiter implements Operator {
  private static final ListStateDescriptor<byte[]> WAITING =
      new ListStateDescriptor<>("waiting-records", BytePrimitiveArraySerializer.INSTANCE);

  private final UserFunction<AsyncFunction<Object, Object>> userFunction;
  private final AsyncSettings settings;
  private final AsyncRetryStrategy<Object> retry;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::time));
  private WaitingRecords waiting;
  private OperatorContext context;
  private ProcessingTimeService clock;
  private AsyncFunction<Object, Object> function;
  private TypeSerializer<Object> serializer;
  private Output<Object> output;
  private boolean copies;
  private ProcessingTimeService.Alarm alarm;
  private long alarmTime;

  /** What came for one try; {@code failure} is null if there is a result. */
  private record Answer(WaitingRecords.Entry entry, Collection<?> result, Throwable failure) {}

  /** Something to do at a time: a timeout, or another try. */
  private record Due(long time, WaitingRecords.Entry entry, boolean timeout) {}

  @SuppressWarnings("unchecked")
  private AsyncWaiter(
      UserFunction<AsyncFunction<Object, Object>> userFunction, AsyncSettings settings) {
    this.userFunction = userFunction;
    this.settings = settings;
    this.retry = (AsyncRetryStrategy<Object>) settings.retry();
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <I, O> OperatorFactory factory(
      UserFunction<AsyncFunction<I, O>> function, AsyncSettings settings) {
    UserFunction<?> erased = function;
    return () -> new AsyncWaiter((UserFunction<AsyncFunction<Object, Object>>) erased, settings);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    this.context = context;
    clock = context.processingTime();
    output = context.output();
    serializer = context.inputSerializer(0);
    copies = context.runtimeContext().isObjectReuseEnabled() && !serializer.isImmutableType();
    waiting = new WaitingRecords(settings.ordered(), output);
    function = userFunction.open(context);
    ListState<byte[]> saved = context.operatorState().getListState(WAITING);
    for (byte[] bytes : saved.get()) {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      long timestamp = in.readLong();
      ask(waiting.add(serializer.deserialize(in), timestamp));
    }
    saved.clear();
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    while (waiting.records() >= settings.capacity()) {
      waitForOne();
    }
    ask(waiting.add(copies ? serializer.copy(record) : record, timestamp));
  }

  private void ask(WaitingRecords.Entry entry) throws Exception {
    if (settings.timeoutMillis() > 0) {
      schedule(new Due(clock.currentTimeMillis() + settings.timeoutMillis(), entry, true));
    }
    tryOnce(entry);
  }

  private void tryOnce(WaitingRecords.Entry entry) throws Exception {
    entry.tries++;
    function.asyncInvoke(entry.record, new Future(entry));
  }

  /** Where the function puts the answer of one try. */
  private final class Future implements ResultFuture<Object> {
    private final WaitingRecords.Entry entry;
    private final AtomicBoolean answered = new AtomicBoolean();

    Future(WaitingRecords.Entry entry) {
      this.entry = entry;
    }

    @Override
    public void complete(Collection<Object> result) {
      answer(new Answer(entry, List.copyOf(result), null));
    }

    @Override
    public void completeExceptionally(Throwable error) {
      answer(new Answer(entry, null, error));
    }

    private void answer(Answer answer) {
      if (answered.compareAndSet(false, true)) {
        answers.add(answer);
        context.mailbox().execute("take an asynchronous answer", AsyncWaiter.this::takeAnswers);
      }
    }
  }

  private void takeAnswers() throws Exception {
    for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
      take(answer);
    }
  }

  private void take(Answer answer) throws Exception {
    WaitingRecords.Entry entry = answer.entry;
    if (entry.done) {
      return;
    }
    if (!entry.late && wantsRetry(answer) && retry.canRetry(entry.tries)) {
      long pause = Math.max(0, retry.getBackoffTimeMillis(entry.tries));
      schedule(new Due(clock.currentTimeMillis() + pause, entry, false));
    } else if (answer.failure != null) {
      if (answer.failure instanceof Exception exception) {
        throw exception;
      }
      throw new IllegalStateException("an asynchronous function failed", answer.failure);
    } else {
      waiting.complete(entry, answer.result);
    }
  }

  @SuppressWarnings("unchecked")
  private boolean wantsRetry(Answer answer) {
    return answer.failure != null
        ? retry
            .getRetryPredicate()
            .exceptionPredicate()
            .filter(p -> p.test(answer.failure))
            .isPresent()
        : retry
            .getRetryPredicate()
            .resultPredicate()
            .filter(p -> p.test((Collection<Object>) answer.result))
            .isPresent();
  }

  // ------------------------------------------------------------------ time

  private void schedule(Due action) {
    due.add(action);
    setAlarm();
  }

  private void setAlarm() {
    while (!due.isEmpty() && due.peek().entry.done) {
      due.poll();
    }
    if (due.isEmpty() || (alarm != null && alarmTime <= due.peek().time)) {
      return;
    }
    if (alarm != null) {
      alarm.cancel();
    }
    alarmTime = due.peek().time;
    alarm =
        clock.schedule(
            alarmTime,
            time -> {
              alarm = null;
              runDue(clock.currentTimeMillis());
              setAlarm();
            });
  }

  private void runDue(long now) throws Exception {
    while (!due.isEmpty() && due.peek().time <= now) {
      Due next = due.poll();
      WaitingRecords.Entry entry = next.entry;
      if (entry.done || entry.late) {
        continue;
      }
      if (next.timeout) {
        entry.late = true;
        function.timeout(entry.record, new Future(entry));
      } else {
        tryOnce(entry);
      }
    }
  }

  /** Waits for an answer or for something that is due, in the task's thread. */
  private void waitForOne() throws Exception {
    setAlarm();
    long now = clock.currentTimeMillis();
    Answer answer =
        due.isEmpty()
            ? answers.take()
            : answers.poll(Math.max(1, due.peek().time - now), TimeUnit.MILLISECONDS);
    if (answer != null) {
      take(answer);
    }
    runDue(clock.currentTimeMillis());
  }

  // ------------------------------------------------------------------ the operator's other duties

  @Override
  public long onWatermark(long watermark) {
    return waiting.isEmpty() ? watermark : waiting.addWatermark(watermark);
  }

  @Override
  public void finish() throws Exception {
    while (waiting.records() > 0) {
      waitForOne();
    }
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    List<byte[]> saved = new ArrayList<>();
    for (WaitingRecords.Entry entry : waiting.unanswered()) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      out.writeLong(entry.timestamp);
      serializer.serialize(entry.record, out);
      saved.add(out.getCopyOfBuffer());
    }
    context.operatorState().getListState(WAITING).update(saved);
  }

  @Override
  public void close() throws Exception {
    if (alarm != null) {
      alarm.cancel();
    }
    userFunction.close();
  }
}
