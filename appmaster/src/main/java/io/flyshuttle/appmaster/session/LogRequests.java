// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.LogTail;
import io.flyshuttle.protocol.message.MasterMessage.LogFetched;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Questions for the logs of workers that are under way. Control thread only. */
final class LogRequests {
  private static final long TIMEOUT_MILLIS = 10_000;

  private record Question(Worker worker, CompletableFuture<LogTail> answer) {}

  private final ControlThread control;
  private final LongSupplier numbers;
  private final Map<Long, Question> open = new HashMap<>();

  LogRequests(ControlThread control, LongSupplier numbers) {
    this.control = control;
    this.numbers = numbers;
  }

  /**
   * Asks a worker for its log.
   *
   * @param workers all there are
   * @param id an id, or the end of one
   * @throws FlyshuttleException LOG_NOT_FOUND, naming the workers there are
   */
  CompletableFuture<LogTail> ask(Collection<Worker> workers, String id, int maxBytes) {
    Worker worker = find(workers, id);
    long number = numbers.getAsLong();
    Question question = new Question(worker, new CompletableFuture<>());
    open.put(number, question);
    worker.send(new WorkerMessage.FetchLog(number, maxBytes));
    control.schedule(
        TIMEOUT_MILLIS,
        () ->
            fail(
                number,
                ErrorCode.TIMED_OUT,
                "worker "
                    + worker.id()
                    + " on "
                    + worker.host()
                    + " did not send its log within "
                    + TIMEOUT_MILLIS / 1000
                    + " s"));
    return question.answer();
  }

  private static Worker find(Collection<Worker> workers, String id) {
    List<Worker> named = workers.stream().filter(w -> w.id().equals(id)).toList();
    List<Worker> found =
        named.isEmpty() ? workers.stream().filter(w -> w.id().endsWith(id)).toList() : named;
    if (found.size() == 1) {
      return found.get(0);
    }
    String problem =
        found.isEmpty()
            ? "no worker \"" + id + "\" is registered; there "
            : found.size() + " workers' ids end with \"" + id + "\"; there ";
    String all = workers.stream().map(Worker::id).sorted().collect(Collectors.joining(", "));
    throw new FlyshuttleException(
        ErrorCode.LOG_NOT_FOUND,
        problem
            + (workers.isEmpty() ? "are none now" : "are " + all)
            + ". For the log of one that has ended: yarn logs -containerId ID");
  }

  void onAnswer(LogFetched message) {
    Question question = open.remove(message.request());
    if (question == null) {
      return;
    }
    if (message.failure() == null) {
      question.answer().complete(message.tail());
    } else {
      question
          .answer()
          .completeExceptionally(
              new FlyshuttleException(message.failure().code(), message.failure().message()));
    }
  }

  void onWorkerLost(Worker worker) {
    List.copyOf(open.entrySet()).stream()
        .filter(entry -> entry.getValue().worker() == worker)
        .forEach(
            entry ->
                fail(
                    entry.getKey(),
                    ErrorCode.LOG_NOT_FOUND,
                    "worker "
                        + worker.id()
                        + " has just ended; its log: yarn logs -containerId "
                        + worker.id()));
  }

  private void fail(long number, ErrorCode code, String message) {
    Question question = open.remove(number);
    if (question != null) {
      question.answer().completeExceptionally(new FlyshuttleException(code, message));
    }
  }
}
