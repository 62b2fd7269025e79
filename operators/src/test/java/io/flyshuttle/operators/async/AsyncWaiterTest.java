// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.stream.async.AsyncFunction;
import io.flyshuttle.core.stream.async.AsyncRetryStrategies;
import io.flyshuttle.core.stream.async.AsyncRetryStrategy;
import io.flyshuttle.core.stream.async.ResultFuture;
import io.flyshuttle.core.stream.async.RetryPredicates;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.harness.OperatorHarness;
import io.flyshuttle.operators.harness.OperatorHarness.Saved;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AsyncWaiterTest {

  /** Questions the function has been asked, with where the answers go. */
  private record Question(String record, ResultFuture<String> future) {}

  private static final List<Question> ASKED = new ArrayList<>();

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  private static OperatorHarness open(
      boolean ordered, int capacity, long timeoutMillis, AsyncRetryStrategy<?> retry)
      throws Exception {
    return setup(ordered, capacity, timeoutMillis, retry).open();
  }

  private static OperatorHarness.Setup setup(
      boolean ordered, int capacity, long timeoutMillis, AsyncRetryStrategy<?> retry) {
    OperatorFactory factory =
        AsyncWaiter.factory(
            UserFunction.of(new Asking()),
            new AsyncSettings(ordered, capacity, timeoutMillis, retry));
    return OperatorHarness.setup(factory).inputSerializer(StringSerializer.INSTANCE);
  }

  private static void answer(int question) {
    Question asked = ASKED.get(question);
    asked.future.complete(List.of("answer to " + asked.record));
  }

  @Test
  void whenOrderedThenResultsLeaveInTheOrderOfTheirRecords() throws Exception {
    try (OperatorHarness waiter = open(true, 10, 0, AsyncRetryStrategies.NO_RETRY_STRATEGY)) {
      waiter.process("a", 1).process("b", 2).watermark(2).process("c", 3);
      answer(1);
      answer(2);
      assertEquals(List.of(), waiter.runMail().takeRecords());
      assertEquals(List.of(Long.MIN_VALUE), waiter.watermarks());
      answer(0);
      assertEquals(
          List.of("answer to a", "answer to b", "answer to c"), waiter.runMail().takeRecords());
      assertEquals(2, waiter.watermarks().get(1));
    }
  }

  @Test
  void whenUnorderedThenResultsLeaveAsTheyComeButNotPastAWatermark() throws Exception {
    try (OperatorHarness waiter = open(false, 10, 0, AsyncRetryStrategies.NO_RETRY_STRATEGY)) {
      waiter.process("a", 1).process("b", 2).watermark(2).process("c", 3).process("d", 4);
      answer(3);
      answer(1);
      assertEquals(List.of("answer to b"), waiter.runMail().takeRecords());
      answer(0);
      assertEquals(List.of("answer to a", "answer to d"), waiter.runMail().takeRecords());
      answer(2);
      assertEquals(List.of("answer to c"), waiter.runMail().takeRecords());
    }
  }

  @Test
  void shouldHoldUpTheInputWhenTooManyWait() throws Exception {
    try (OperatorHarness waiter = open(true, 1, 0, AsyncRetryStrategies.NO_RETRY_STRATEGY)) {
      waiter.process("a", 1);
      // another thread answers while the operator waits
      Thread answering = new Thread(() -> answer(0));
      answering.start();
      waiter.process("b", 2);
      answering.join();
      assertEquals(List.of("answer to a"), waiter.takeRecords());
    }
  }

  @Test
  void shouldWaitForAllAnswersAtTheEnd() throws Exception {
    try (OperatorHarness waiter = open(false, 10, 0, AsyncRetryStrategies.NO_RETRY_STRATEGY)) {
      waiter.process("a", 1).process("b", 2).watermark(Long.MAX_VALUE);
      Thread answering =
          new Thread(
              () -> {
                answer(1);
                answer(0);
              });
      answering.start();
      waiter.finish();
      answering.join();
      assertEquals(List.of("answer to b", "answer to a"), waiter.takeRecords());
      assertTrue(waiter.watermarks().contains(Long.MAX_VALUE));
    }
  }

  @Test
  void whenAnAnswerIsLateThenTheFunctionDecides() throws Exception {
    try (OperatorHarness waiter = open(true, 10, 100, AsyncRetryStrategies.NO_RETRY_STRATEGY)) {
      waiter.process("patient", 1).clock(100).runMail();
      assertEquals(List.of("late"), waiter.takeRecords());
      answer(0);
      assertEquals(List.of(), waiter.runMail().takeRecords());
      waiter.process("a", 2).clock(200);
      assertThrows(TimeoutException.class, waiter::runMail);
    }
  }

  @Test
  void shouldTryAgainAfterThePause() throws Exception {
    AsyncRetryStrategy<String> retry =
        new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<String>(2, 10)
            .ifException(RetryPredicates.HAS_EXCEPTION_PREDICATE)
            .build();
    try (OperatorHarness waiter = open(true, 10, 1000, retry)) {
      waiter.process("a", 1);
      ASKED.get(0).future.completeExceptionally(new IllegalStateException("busy"));
      waiter.runMail();
      assertEquals(1, ASKED.size());
      waiter.clock(10);
      assertEquals(2, ASKED.size());
      answer(1);
      assertEquals(List.of("answer to a"), waiter.runMail().takeRecords());
      waiter.process("b", 2);
      for (int i = 2; i < 4; i++) {
        ASKED.get(i).future.completeExceptionally(new IllegalStateException("busy"));
        waiter.runMail().clock(10 * i);
      }
      ASKED.get(4).future.completeExceptionally(new IllegalStateException("busy still"));
      assertEquals(
          "busy still", assertThrows(IllegalStateException.class, waiter::runMail).getMessage());
    }
  }

  @Test
  void shouldAskAgainAfterARestore() throws Exception {
    Saved saved;
    try (OperatorHarness waiter = open(true, 10, 0, AsyncRetryStrategies.NO_RETRY_STRATEGY)) {
      waiter.process("a", 1).process("b", 2);
      answer(1);
      saved = waiter.runMail().save(1);
    }
    ASKED.clear();
    try (OperatorHarness waiter =
        setup(true, 10, 0, AsyncRetryStrategies.NO_RETRY_STRATEGY).restore(saved).open()) {
      assertEquals(List.of("a", "b"), ASKED.stream().map(Question::record).toList());
      answer(0);
      answer(1);
      List<OperatorHarness.Emitted> results = waiter.runMail().take();
      assertEquals(
          List.of(
              new OperatorHarness.Emitted("answer to a", 1L),
              new OperatorHarness.Emitted("answer to b", 2L)),
          results);
      assertTrue(waiter.save(2).operatorState().states().get(0).elements().isEmpty());
    }
  }

  /** Leaves all answers to the test. */
  private static final class Asking implements AsyncFunction<String, String> {
    @Override
    public void asyncInvoke(String input, ResultFuture<String> resultFuture) {
      ASKED.add(new Question(input, resultFuture));
    }

    @Override
    public void timeout(String input, ResultFuture<String> resultFuture) throws Exception {
      if (input.equals("patient")) {
        resultFuture.complete(List.of("late"));
      } else {
        AsyncFunction.super.timeout(input, resultFuture);
      }
    }
  }
}
