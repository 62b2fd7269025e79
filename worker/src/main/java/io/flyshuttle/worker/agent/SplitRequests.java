// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.operator.SplitProvider;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.MasterMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Questions for splits that are under way to the JobManager. Usable by any thread. */
final class SplitRequests {

  private record Key(AttemptID attempt, long request) {}

  private final Map<Key, CompletableFuture<Optional<byte[]>>> open = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();
  private final String worker;
  private final Consumer<MasterMessage> master;

  SplitRequests(String worker, Consumer<MasterMessage> master) {
    this.worker = worker;
    this.master = master;
  }

  SplitProvider of(AttemptID attempt) {
    return () -> {
      long request = next.getAndIncrement();
      CompletableFuture<Optional<byte[]>> answer = new CompletableFuture<>();
      open.put(new Key(attempt, request), answer);
      master.accept(new MasterMessage.RequestSplit(worker, attempt, request));
      return answer;
    };
  }

  /** Asks again what has not been answered: a question or its answer may have been lost. */
  void askAgain() {
    open.keySet()
        .forEach(
            key ->
                master.accept(
                    new MasterMessage.RequestSplit(worker, key.attempt(), key.request())));
  }

  /** An answer; one that nobody waits for any more is dropped. */
  void onAnswer(AttemptID attempt, long request, byte[] split) {
    CompletableFuture<Optional<byte[]>> answer = open.remove(new Key(attempt, request));
    if (answer != null) {
      answer.complete(Optional.ofNullable(split));
    }
  }

  /** The attempt has ended and waits for nothing. */
  void forget(AttemptID attempt) {
    open.keySet().removeIf(key -> key.attempt.equals(attempt));
  }
}
