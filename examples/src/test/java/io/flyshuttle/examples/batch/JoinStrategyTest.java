// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way a join is done, by hint and by size, as the plan says it. */
final class JoinStrategyTest {
  private static final TypeInformation<Tuple2<Integer, String>> PAIR =
      TypeInformation.of(new TypeHint<Tuple2<Integer, String>>() {});

  private final ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);

  private DataSet<Tuple2<Integer, String>> pairs(int from, int to, int characters) {
    List<Tuple2<Integer, String>> list = new ArrayList<>();
    for (int i = from; i < to; i++) {
      list.add(Tuple2.of(i, "v".repeat(characters)));
    }
    return env.fromCollection(list, PAIR);
  }

  private static DataSet<String> join(
      String kind,
      DataSet<Tuple2<Integer, String>> one,
      DataSet<Tuple2<Integer, String>> two,
      JoinHint hint) {
    return (switch (kind) {
          case "LEFT" -> one.leftOuterJoin(two, hint).where(0).equalTo(0);
          case "RIGHT" -> one.rightOuterJoin(two, hint).where(0).equalTo(0);
          case "FULL" -> one.fullOuterJoin(two, hint).where(0).equalTo(0);
          default -> one.join(two, hint).where(0).equalTo(0);
        })
        .with(
            (Tuple2<Integer, String> a, Tuple2<Integer, String> b, Collector<String> out) ->
                out.collect((a == null ? "-" : a.f0) + "," + (b == null ? "-" : b.f0)))
        .returns(BasicTypeInfo.STRING_TYPE_INFO);
  }

  @ParameterizedTest
  @CsvSource({
    "INNER, REPARTITION_SORT_MERGE, INNER_MERGE",
    "INNER, REPARTITION_HASH_FIRST, HYBRIDHASH_BUILD_FIRST",
    "INNER, REPARTITION_HASH_SECOND, HYBRIDHASH_BUILD_SECOND",
    "INNER, BROADCAST_HASH_FIRST, HYBRIDHASH_BUILD_FIRST",
    "INNER, BROADCAST_HASH_SECOND, HYBRIDHASH_BUILD_SECOND",
    "LEFT, REPARTITION_SORT_MERGE, LEFT_OUTER_MERGE",
    "LEFT, REPARTITION_HASH_FIRST, LEFT_HYBRIDHASH_BUILD_FIRST",
    "LEFT, REPARTITION_HASH_SECOND, LEFT_HYBRIDHASH_BUILD_SECOND",
    "LEFT, BROADCAST_HASH_SECOND, LEFT_HYBRIDHASH_BUILD_SECOND",
    "RIGHT, REPARTITION_SORT_MERGE, RIGHT_OUTER_MERGE",
    "RIGHT, REPARTITION_HASH_FIRST, RIGHT_HYBRIDHASH_BUILD_FIRST",
    "RIGHT, REPARTITION_HASH_SECOND, RIGHT_HYBRIDHASH_BUILD_SECOND",
    "RIGHT, BROADCAST_HASH_FIRST, RIGHT_HYBRIDHASH_BUILD_FIRST",
    "FULL, REPARTITION_SORT_MERGE, FULL_OUTER_MERGE",
    "FULL, REPARTITION_HASH_FIRST, FULL_HYBRIDHASH_BUILD_FIRST",
    "FULL, REPARTITION_HASH_SECOND, FULL_HYBRIDHASH_BUILD_SECOND"
  })
  void shouldFollowHints(String kind, JoinHint hint, String strategy) throws Exception {
    DataSet<String> joined = join(kind, pairs(0, 20, 1), pairs(10, 25, 1), hint);

    List<String> found = joined.collect();

    int expected =
        10
            + (kind.equals("LEFT") || kind.equals("FULL") ? 10 : 0)
            + (kind.equals("RIGHT") || kind.equals("FULL") ? 5 : 0);
    assertEquals(expected, found.size(), found.toString());
    joined.output(new DiscardingOutputFormat<>());
    String plan = env.getExecutionPlan();
    assertTrue(plan.contains("strategy: " + strategy + " ("), plan);
    assertEquals(hint.name().startsWith("BROADCAST"), plan.contains("one side sent to all"), plan);
  }

  @ParameterizedTest
  @CsvSource({
    "INNER, 2000, 20, HYBRIDHASH_BUILD_SECOND",
    "INNER, 20, 2000, HYBRIDHASH_BUILD_FIRST",
    "LEFT, 2000, 20, LEFT_HYBRIDHASH_BUILD_SECOND",
    "LEFT, 20, 2000, LEFT_HYBRIDHASH_BUILD_FIRST",
    "RIGHT, 2000, 20, RIGHT_HYBRIDHASH_BUILD_SECOND",
    "RIGHT, 20, 2000, RIGHT_HYBRIDHASH_BUILD_FIRST",
    "FULL, 2000, 20, FULL_HYBRIDHASH_BUILD_SECOND",
    "FULL, 20, 2000, FULL_HYBRIDHASH_BUILD_FIRST"
  })
  void shouldBuildOnTheSmallerSide(String kind, int first, int second, String strategy)
      throws Exception {
    join(kind, pairs(0, first, 10), pairs(0, second, 10), JoinHint.OPTIMIZER_CHOOSES)
        .output(new DiscardingOutputFormat<>());

    String plan = env.getExecutionPlan();

    assertTrue(plan.contains("strategy: " + strategy + " ("), plan);
    // a tiny side goes to everybody, unless its lonely records are kept
    boolean tinyIsKept = kind.equals("FULL") || kind.equals(first < second ? "LEFT" : "RIGHT");
    assertEquals(!tinyIsKept, plan.contains("one side sent to all"), plan);
  }
}
