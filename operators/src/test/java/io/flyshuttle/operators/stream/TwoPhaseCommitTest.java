// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.stream.sink.TwoPhaseCommitSinkFunction;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.harness.OperatorHarness;
import io.flyshuttle.operators.harness.OperatorHarness.Saved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TwoPhaseCommitTest {
  private static final long T = 0;

  /** The outside world, which outlives every operator. */
  private static final Map<String, List<String>> OPEN = new HashMap<>();

  private static final List<String> COMMITTED = new ArrayList<>();
  private static final List<String> ABORTED = new ArrayList<>();
  private static int transactions;

  @BeforeEach
  void startAfresh() {
    OPEN.clear();
    COMMITTED.clear();
    ABORTED.clear();
    transactions = 0;
  }

  private static OperatorFactory factory() {
    Transactions function = new Transactions();
    return StatefulCaller.factory(
        SinkCaller.factory(UserFunction.of(function)), function, null, List.of());
  }

  @Test
  void shouldCommitWhenTheCheckpointIsComplete() throws Exception {
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory())) {
      assertTrue(sink.operator().commitsOnCheckpoint());
      sink.process("a", T).save(1);
      sink.process("b", T);
      assertEquals(List.of(), COMMITTED);
      sink.completed(1);
      assertEquals(List.of("a"), COMMITTED);
    }
    assertEquals(1, ABORTED.size());
  }

  @Test
  void shouldCommitSeveralCheckpointsWithTheLastOfThem() throws Exception {
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory())) {
      sink.process("a", T).save(1);
      sink.process("b", T).save(2);
      sink.completed(2);
      assertEquals(List.of("a", "b"), COMMITTED);
      sink.completed(1);
      assertEquals(List.of("a", "b"), COMMITTED);
    }
  }

  @Test
  void shouldCommitAndAbortAfterARestore() throws Exception {
    // killed between the checkpoint and its commit: nothing is closed
    OperatorHarness killed = OperatorHarness.withCheckpoints(factory());
    Saved saved = killed.process("a", T).save(1);
    killed.process("lost", T);
    try (OperatorHarness sink = OperatorHarness.restore(factory(), saved)) {
      assertEquals(List.of("a"), COMMITTED);
      assertEquals(List.of("transaction 1"), ABORTED);
      sink.process("b", T).finish();
      sink.save(2);
      sink.completed(2);
    }
    assertEquals(List.of("a", "b"), COMMITTED);
    assertEquals(Map.of(), OPEN);
  }

  @Test
  void shouldCommitAtTheEndOfAJobWithoutCheckpoints() throws Exception {
    try (OperatorHarness sink = OperatorHarness.of(factory())) {
      sink.process("a", T).finish();
    }
    assertEquals(List.of("a"), COMMITTED);
    assertEquals(Map.of(), OPEN);
  }

  /** Writes into {@link #OPEN} and commits by moving to {@link #COMMITTED}. */
  private static final class Transactions
      extends TwoPhaseCommitSinkFunction<String, String, String> {

    Transactions() {
      super(StringSerializer.INSTANCE, StringSerializer.INSTANCE);
    }

    @Override
    protected void invoke(String transaction, String value, Context context) {
      OPEN.get(transaction).add(value);
    }

    @Override
    protected String beginTransaction() {
      String transaction = "transaction " + transactions++;
      OPEN.put(transaction, new ArrayList<>());
      return transaction;
    }

    @Override
    protected void preCommit(String transaction) {
      assertTrue(OPEN.containsKey(transaction));
    }

    @Override
    protected void commit(String transaction) {
      List<String> records = OPEN.remove(transaction);
      if (records != null) {
        COMMITTED.addAll(records);
      }
    }

    @Override
    protected void abort(String transaction) {
      OPEN.remove(transaction);
      ABORTED.add(transaction);
    }
  }
}
