// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.trigger.EventTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.stream.window.trigger.TriggerResult;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.harness.OperatorHarness;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Windows of lists that fire once, against the way in which all windows can go. */
final class WindowListTest {

  /** A record of {@code key} at {@code time}; -1 is a watermark, -2 a restart. */
  record Event(int key, int time) {}

  /** Says what the trigger of event time says, but is not known to. */
  private static final class Unknown extends Trigger<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;
    private final EventTimeTrigger known = EventTimeTrigger.create();

    @Override
    public TriggerResult onElement(
        Object element, long timestamp, TimeWindow window, TriggerContext context)
        throws Exception {
      return known.onElement(element, timestamp, window, context);
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context)
        throws Exception {
      return known.onProcessingTime(time, window, context);
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context)
        throws Exception {
      return known.onEventTime(time, window, context);
    }

    @Override
    public void clear(TimeWindow window, TriggerContext context) throws Exception {
      known.clear(window, context);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final TypeSerializer<Tuple2<Integer, Integer>> RECORDS =
      new TupleSerializer<>(
          (Class<Tuple2<Integer, Integer>>) (Class) Tuple2.class,
          new TypeSerializer<?>[] {IntSerializer.INSTANCE, IntSerializer.INSTANCE});

  private static final WindowFunction<Tuple2<Integer, Integer>, String, Integer, TimeWindow> SHOW =
      (key, window, records, out) -> {
        StringBuilder all = new StringBuilder();
        records.forEach(record -> all.append(' ').append(record.f1));
        out.collect(key + "@" + window.getStart() + "-" + window.getEnd() + ":" + all);
      };

  private static OperatorFactory windows(
      WindowAssigner<Object, TimeWindow> assigner, Trigger<Object, TimeWindow> trigger) {
    return WindowOperator.factory(
        new WindowSpec<
            Tuple2<Integer, Integer>,
            Integer,
            TimeWindow,
            Iterable<Tuple2<Integer, Integer>>,
            String>(
            record -> record.f0,
            IntSerializer.INSTANCE,
            assigner,
            assigner.getWindowSerializer(new ExecutionConfig()),
            trigger,
            null,
            new ListStateDescriptor<>("records", RECORDS),
            WindowCalls.of(SHOW),
            0,
            "late"));
  }

  @Provide
  Arbitrary<List<Event>> streams() {
    Arbitrary<Event> event =
        Combinators.combine(
                Arbitraries.integers().between(-2, 3), Arbitraries.integers().between(0, 200))
            .as(Event::new);
    return event.list().ofMaxSize(120);
  }

  private static List<Object> run(OperatorFactory factory, List<Event> events) throws Exception {
    List<Object> results = new ArrayList<>();
    OperatorHarness harness = OperatorHarness.withCheckpoints(factory);
    try {
      long watermark = Long.MIN_VALUE;
      for (int i = 0; i < events.size(); i++) {
        Event event = events.get(i);
        if (event.key >= 0) {
          harness.process(Tuple2.of(event.key, i), event.time);
        } else if (event.key == -2) {
          results.add("late: " + harness.side("late"));
          OperatorHarness.Saved saved = harness.save(i + 1);
          harness.close();
          harness = OperatorHarness.restore(factory, saved);
        } else if (event.time > watermark) {
          watermark = event.time;
          results.add(harness.watermark(watermark).takeRecords().stream().sorted().toList());
        }
      }
      results.add(harness.watermark(Long.MAX_VALUE).takeRecords().stream().sorted().toList());
      results.add("late: " + harness.side("late"));
    } finally {
      harness.close();
    }
    return results;
  }

  @Property(tries = 100)
  void shouldGiveTheSameWhetherOrNotTheTriggerIsKnown(
      @ForAll("streams") List<Event> events,
      @ForAll @IntRange(min = 1, max = 50) int size,
      @ForAll @IntRange(max = 49) int offset)
      throws Exception {
    TumblingEventTimeWindows assigner =
        TumblingEventTimeWindows.of(Duration.ofMillis(size), Duration.ofMillis(offset % size));

    assertEquals(
        run(windows(assigner, new Unknown()), events),
        run(windows(assigner, EventTimeTrigger.create()), events));
  }

  /**
   * C2 takes no method of more than 325 bytes of bytecode into another one. That the operator is
   * compiled by itself, beside the loops that read records and those that emit them, is worth a
   * second of compilation in each job.
   */
  @Test
  void shouldBeCompiledByItself() throws Exception {
    Map<String, Integer> sizes = new HashMap<>();
    String[] method = {""};
    try (InputStream code = WindowOperator.class.getResourceAsStream("WindowOperator.class")) {
      new ClassReader(code) {
        @Override
        protected void readBytecodeInstructionOffset(int offset) {
          sizes.merge(method[0], offset + 1, Math::max);
        }
      }.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String type, String generic, String[] exceptions) {
              method[0] = name;
              return new MethodVisitor(Opcodes.ASM9) {};
            }
          },
          0);
    }
    assertTrue(sizes.get("process") > 325, () -> "process has " + sizes.get("process") + " bytes");
  }
}
