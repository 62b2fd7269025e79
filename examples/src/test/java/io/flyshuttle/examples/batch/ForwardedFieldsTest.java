// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.function.FunctionAnnotation.ForwardedFields;
import io.flyshuttle.core.function.FunctionAnnotation.ForwardedFieldsFirst;
import io.flyshuttle.core.function.FunctionAnnotation.ForwardedFieldsSecond;
import io.flyshuttle.core.function.FunctionAnnotation.NonForwardedFields;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What functions say of the fields they hand on saves exchanges, and never changes results. */
final class ForwardedFieldsTest {
  private final ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);

  /** Says nothing. */
  private static class Half implements MapFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Integer, Long> map(Tuple2<Integer, Long> pair) {
      return Tuple2.of(pair.f0, pair.f1 / 2);
    }
  }

  @ForwardedFields("f0")
  private static final class ForwardingHalf extends Half {
    private static final long serialVersionUID = 1L;
  }

  @NonForwardedFields("f1")
  private static final class ChangingHalf extends Half {
    private static final long serialVersionUID = 1L;
  }

  private static class Sum
      implements JoinFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Integer, Long> join(Tuple2<Integer, Long> left, Tuple2<Integer, Long> right) {
      return Tuple2.of(left.f0, left.f1 + right.f1);
    }
  }

  @ForwardedFieldsFirst("f0")
  private static final class ForwardingSum extends Sum {
    private static final long serialVersionUID = 1L;
  }

  @ForwardedFieldsSecond("f0")
  private static final class ForwardingSecondSum extends Sum {
    private static final long serialVersionUID = 1L;
  }

  private DataSet<Tuple2<Integer, Long>> pairs() {
    List<Tuple2<Integer, Long>> pairs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      pairs.add(Tuple2.of(i % 20, (long) i));
    }
    return env.fromCollection(pairs);
  }

  private DataSet<Tuple2<Integer, Long>> mapped(Half half) {
    return pairs().partitionByHash(0).map(half).groupBy(0).sum(1);
  }

  private DataSet<Tuple2<Integer, Long>> joined(Sum sum) {
    return pairs()
        .partitionByHash(0)
        .join(pairs().partitionByHash(0))
        .where(0)
        .equalTo(0)
        .with(sum)
        .groupBy(0)
        .sum(1);
  }

  @Test
  void shouldSaveTheExchangeBehindAMap() throws Exception {
    int plain = exchanges(mapped(new Half()));

    assertEquals(plain - 1, exchanges(mapped(new ForwardingHalf())));
    assertEquals(plain - 1, exchanges(mapped(new ChangingHalf())));
    assertEquals(
        plain - 1,
        exchanges(
            pairs()
                .partitionByHash(0)
                .map(new Half())
                .withForwardedFields("f0")
                .groupBy(0)
                .sum(1)));
  }

  @Test
  void shouldSaveTheExchangeBehindAJoin() throws Exception {
    int plain = exchanges(joined(new Sum()));

    assertEquals(plain - 1, exchanges(joined(new ForwardingSum())));
    assertEquals(plain - 1, exchanges(joined(new ForwardingSecondSum())));
  }

  @Test
  void shouldNotChangeResults() throws Exception {
    assertEquals(sums(mapped(new Half())), sums(mapped(new ForwardingHalf())));
    assertEquals(sums(joined(new Sum())), sums(joined(new ForwardingSum())));
  }

  @Test
  void whenAFieldIsUnknownThenItIsNamed() {
    InvalidProgramException e =
        assertThrows(
            InvalidProgramException.class,
            () -> exchanges(pairs().map(new Half()).withForwardedFields("f7").groupBy(0).sum(1)));

    assertTrue(e.getMessage().contains("f7"), e.getMessage());
  }

  /** Number of edges over which records go to the subtask of their key. */
  private int exchanges(DataSet<?> set) throws Exception {
    set.output(new DiscardingOutputFormat<>());
    String plan = env.getExecutionPlan();
    env.execute();
    return plan.split("\"HASH", -1).length - 1;
  }

  private static TreeMap<Integer, Long> sums(DataSet<Tuple2<Integer, Long>> set) throws Exception {
    TreeMap<Integer, Long> sums = new TreeMap<>();
    set.collect().forEach(pair -> sums.put(pair.f0, pair.f1));
    assertEquals(20, sums.size());
    return sums;
  }
}
