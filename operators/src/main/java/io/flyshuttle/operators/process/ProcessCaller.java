// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.stream.process.ProcessFunction;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.time.TimeDomain;
import io.flyshuttle.core.time.TimerService;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.timer.KeyedTimers;

/**
 * Calls a {@link ProcessFunction} for each record; with timers and state if the stream has keys.
 */
public final class ProcessCaller implements Operator, KeyedTimers.Target<Object, Void> {
  private final UserFunction<ProcessFunction<Object, Object>> userFunction;
  private final Keying<Object> keying;
  private ProcessFunction<Object, Object> function;
  private Output<Object> output;
  private OutputCollector<Object> collector;
  private KeyedStateBackend<Object> keyed;
  private KeyedTimerService<Object> timers;
  private RecordContext recordContext;
  private TimerContext timerContext;

  private ProcessCaller(
      UserFunction<ProcessFunction<Object, Object>> userFunction, Keying<Object> keying) {
    this.userFunction = userFunction;
    this.keying = keying;
  }

  /**
   * A factory for the plan.
   *
   * @param keySelector takes the key out of a record; null for a stream without keys
   * @param keySerializer of the keys; null for a stream without keys
   */
  @SuppressWarnings("unchecked")
  public static <T, R, K> OperatorFactory factory(
      UserFunction<ProcessFunction<T, R>> function,
      KeySelector<T, K> keySelector,
      TypeSerializer<K> keySerializer) {
    UserFunction<?> erased = function;
    Keying<?> keying = keySelector == null ? null : Keying.of(keySerializer, keySelector);
    return () ->
        new ProcessCaller(
            (UserFunction<ProcessFunction<Object, Object>>) erased, (Keying<Object>) keying);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    collector = new OutputCollector<>(output);
    TimerService timerService;
    if (keying == null) {
      timerService = new ClockService(context);
    } else {
      keyed = context.keyedState(keying.serializer());
      timers = new KeyedTimerService<>(context, keyed, this);
      timerService = timers;
    }
    function = userFunction.open(context);
    recordContext = new RecordContext(function, timerService);
    timerContext = new TimerContext(function, timerService);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (keyed != null) {
      keyed.setCurrentKey(keying.key(0, record));
    }
    collector.setTimestamp(timestamp);
    recordContext.timestamp = timestamp;
    function.processElement(record, recordContext, collector);
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    if (timers != null) {
      timers.advanceWatermark(watermark);
    }
    return watermark;
  }

  @Override
  public void onEventTime(long time, Object key, Void namespace) throws Exception {
    collector.setTimestamp(time);
    timerContext.ring(time, TimeDomain.EVENT_TIME);
    function.onTimer(time, timerContext, collector);
  }

  @Override
  public void onProcessingTime(long time, Object key, Void namespace) throws Exception {
    collector.setTimestamp(NO_TIMESTAMP);
    timerContext.ring(time, TimeDomain.PROCESSING_TIME);
    function.onTimer(time, timerContext, collector);
  }

  @Override
  public void close() throws Exception {
    if (timers != null) {
      timers.close();
    }
    userFunction.close();
  }

  private final class RecordContext extends ProcessFunction<Object, Object>.Context {
    private final TimerService timerService;
    private long timestamp;

    RecordContext(ProcessFunction<Object, Object> function, TimerService timerService) {
      function.super();
      this.timerService = timerService;
    }

    @Override
    public Long timestamp() {
      return timestamp == NO_TIMESTAMP ? null : timestamp;
    }

    @Override
    public TimerService timerService() {
      return timerService;
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
      output.emitSide(outputTag.getId(), value, timestamp);
    }
  }

  private final class TimerContext extends ProcessFunction<Object, Object>.OnTimerContext {
    private final TimerService timerService;
    private long timestamp;
    private TimeDomain domain;

    TimerContext(ProcessFunction<Object, Object> function, TimerService timerService) {
      function.super();
      this.timerService = timerService;
    }

    void ring(long time, TimeDomain newDomain) {
      timestamp = time;
      domain = newDomain;
    }

    @Override
    public TimeDomain timeDomain() {
      return domain;
    }

    @Override
    public Long timestamp() {
      return timestamp;
    }

    @Override
    public TimerService timerService() {
      return timerService;
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
      output.emitSide(outputTag.getId(), value, timestamp);
    }
  }
}
