// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.operator.Mailbox;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Runs an enumerator's calls that may wait, one at a time, on a thread beside the task's; what they
 * give comes back as mail. The thread is made when the first call comes.
 */
final class BesideCalls implements AutoCloseable {
  private final Mailbox mailbox;
  private final String name;
  private ScheduledExecutorService thread;

  BesideCalls(Mailbox mailbox, String name) {
    this.mailbox = mailbox;
    this.name = name;
  }

  <T> void call(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    thread().execute(() -> run(callable, handler));
  }

  <T> void callPeriodically(
      Callable<T> callable,
      BiConsumer<T, Throwable> handler,
      long initialDelayMillis,
      long periodMillis) {
    thread()
        .scheduleWithFixedDelay(
            () -> run(callable, handler), initialDelayMillis, periodMillis, TimeUnit.MILLISECONDS);
  }

  private <T> void run(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    T result;
    try {
      result = callable.call();
    } catch (Throwable failure) {
      mailbox.execute("failed call of " + name, () -> handler.accept(null, failure));
      return;
    }
    mailbox.execute("result of a call of " + name, () -> handler.accept(result, null));
  }

  private ScheduledExecutorService thread() {
    if (thread == null) {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      thread =
          Executors.newSingleThreadScheduledExecutor(
              action -> {
                Thread made = new Thread(action, "enumerator-" + name);
                made.setDaemon(true);
                made.setContextClassLoader(loader);
                return made;
              });
    }
    return thread;
  }

  @Override
  public void close() throws InterruptedException {
    if (thread != null) {
      thread.shutdownNow();
      thread.awaitTermination(10, TimeUnit.SECONDS);
    }
  }
}
