// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

import io.flyshuttle.core.connector.MailboxExecutor;
import io.flyshuttle.core.connector.ProcessingTimeService;
import io.flyshuttle.core.connector.sink.StatefulSinkWriter;
import io.flyshuttle.core.connector.sink.WriterInitContext;
import io.flyshuttle.core.metric.Counter;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Collects entries and sends them in batches. Entries wait in order; those of a request that has to
 * be sent again go before the others. All is done by the task's thread: answers come as mail.
 *
 * @param <InputT> type of the records
 * @param <RequestEntryT> type of the entries
 */
public abstract class AsyncSinkWriter<InputT, RequestEntryT extends Serializable>
    implements StatefulSinkWriter<InputT, BufferedRequestState<RequestEntryT>> {
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService clock;
  private final ElementConverter<InputT, RequestEntryT> elementConverter;
  private final AsyncSinkWriterConfiguration configuration;
  private final RateLimitingStrategy limits;
  private final Counter recordsSent;
  private final Counter bytesSent;
  private final Deque<RequestEntryWrapper<RequestEntryT>> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private int inFlightRequests;
  private boolean timerSet;
  private boolean closed;

  public AsyncSinkWriter(
      ElementConverter<InputT, RequestEntryT> elementConverter,
      WriterInitContext context,
      AsyncSinkWriterConfiguration configuration,
      Collection<BufferedRequestState<RequestEntryT>> states) {
    this.elementConverter = elementConverter;
    this.configuration = configuration;
    this.mailbox = context.getMailboxExecutor();
    this.clock = context.getProcessingTimeService();
    this.limits = configuration.getRateLimitingStrategy();
    this.recordsSent = context.metricGroup().getNumRecordsSendCounter();
    this.bytesSent = context.metricGroup().getNumBytesSendCounter();
    elementConverter.open(context);
    for (BufferedRequestState<RequestEntryT> state : states) {
      for (RequestEntryWrapper<RequestEntryT> entry : state.getBufferedRequestEntries()) {
        checkSize(entry.getSize());
        waiting.addLast(entry);
        waitingBytes += entry.getSize();
      }
    }
  }

  /**
   * Sends a request; does not wait for its answer.
   *
   * @param requestToRetry to be called once, on any thread, with the entries that were not taken
   */
  @Deprecated
  protected void submitRequestEntries(
      List<RequestEntryT> requestEntries, Consumer<List<RequestEntryT>> requestToRetry) {
    throw new UnsupportedOperationException(
        getClass().getName() + " implements no submitRequestEntries");
  }

  /** Sends a request; does not wait for its answer. */
  protected void submitRequestEntries(
      List<RequestEntryT> requestEntries, ResultHandler<RequestEntryT> resultHandler) {
    submitRequestEntries(requestEntries, resultHandler::retryForEntries);
  }

  /** The size of an entry in bytes. */
  protected abstract long getSizeInBytes(RequestEntryT requestEntry);

  /** Fails the job, from any thread. */
  protected Consumer<Exception> getFatalExceptionCons() {
    return failure ->
        mailbox.execute(
            () -> {
              throw failure;
            },
            "failure of a sink");
  }

  @Override
  public void write(InputT element, Context context) throws IOException, InterruptedException {
    while (waiting.size() >= configuration.getMaxBufferedRequests()) {
      sendWhenAllowed();
    }
    RequestEntryT entry = elementConverter.apply(element, context);
    long size = getSizeInBytes(entry);
    checkSize(size);
    waiting.addLast(new RequestEntryWrapper<>(entry, size));
    waitingBytes += size;
    sendFull();
    if (!waiting.isEmpty() && !timerSet) {
      setTimer();
    }
  }

  private void checkSize(long size) {
    if (size > configuration.getMaxRecordSizeInBytes()) {
      throw new IllegalArgumentException(
          "an entry has "
              + size
              + " bytes, the sink takes at most "
              + configuration.getMaxRecordSizeInBytes());
    }
  }

  private void setTimer() {
    timerSet = true;
    clock.registerTimer(
        clock.getCurrentProcessingTime() + configuration.getMaxTimeInBufferMS(),
        time -> {
          timerSet = false;
          if (closed) {
            return;
          }
          while (!waiting.isEmpty() && !limits.shouldBlock(nextRequest())) {
            send();
          }
          if (!waiting.isEmpty()) {
            setTimer();
          }
        });
  }

  private record Request(int getBatchSize) implements RequestInfo {}

  private record Result(int getBatchSize, int getFailedMessages) implements ResultInfo {}

  private Request nextRequest() {
    int most = Math.min(configuration.getMaxBatchSize(), limits.getMaxBatchSize());
    return new Request(Math.min(most, waiting.size()));
  }

  private boolean isFull() {
    return waiting.size() >= Math.min(configuration.getMaxBatchSize(), limits.getMaxBatchSize())
        || waitingBytes >= configuration.getMaxBatchSizeInBytes();
  }

  /** Sends what makes full requests, as far as that is possible without waiting. */
  private void sendFull() {
    while (!waiting.isEmpty() && isFull() && !limits.shouldBlock(nextRequest())) {
      send();
    }
  }

  /** Sends a request, or waits for the answer to one. */
  private void sendWhenAllowed() throws InterruptedException {
    if (inFlightRequests > 0 && limits.shouldBlock(nextRequest())) {
      mailbox.yield();
    } else {
      // with nothing under way no limit can hold
      send();
    }
  }

  private void send() {
    List<RequestEntryT> entries = new ArrayList<>();
    long bytes = 0;
    int most = Math.max(1, nextRequest().getBatchSize());
    while (entries.size() < most && !waiting.isEmpty()) {
      RequestEntryWrapper<RequestEntryT> entry = waiting.peekFirst();
      if (bytes + entry.getSize() > configuration.getMaxBatchSizeInBytes()) {
        break;
      }
      waiting.pollFirst();
      bytes += entry.getSize();
      entries.add(entry.getRequestEntry());
    }
    waitingBytes -= bytes;
    inFlightRequests++;
    limits.registerInFlightRequest(new Request(entries.size()));
    recordsSent.inc(entries.size());
    bytesSent.inc(bytes);
    Answer answer = new Answer(entries);
    CompletableFuture.delayedExecutor(configuration.getRequestTimeoutMS(), TimeUnit.MILLISECONDS)
        .execute(answer::timedOut);
    submitRequestEntries(entries, answer);
  }

  /** What becomes of a request; the first word counts. Any thread. */
  private final class Answer implements ResultHandler<RequestEntryT> {
    private List<RequestEntryT> entries;
    private final int size;

    Answer(List<RequestEntryT> entries) {
      this.entries = List.copyOf(entries);
      this.size = entries.size();
    }

    /** The entries, once; they are not kept until the timeout. */
    private synchronized List<RequestEntryT> take() {
      List<RequestEntryT> taken = entries;
      entries = null;
      return taken;
    }

    @Override
    public void complete() {
      retryForEntries(List.of());
    }

    @Override
    public void retryForEntries(List<RequestEntryT> requestEntriesToRetry) {
      if (take() != null) {
        mailbox.execute(() -> answered(size, requestEntriesToRetry), "answer to a sink");
      }
    }

    @Override
    public void completeExceptionally(Exception e) {
      if (take() != null) {
        getFatalExceptionCons().accept(e);
      }
    }

    void timedOut() {
      List<RequestEntryT> taken = take();
      if (taken == null) {
        return;
      }
      if (configuration.isFailOnTimeout()) {
        getFatalExceptionCons()
            .accept(
                new TimeoutException(
                    "a request of the sink was not answered within "
                        + configuration.getRequestTimeoutMS()
                        + " ms"));
      } else {
        mailbox.execute(() -> answered(size, taken), "timeout of a sink");
      }
    }
  }

  private void answered(int size, List<RequestEntryT> toRetry) {
    inFlightRequests--;
    limits.registerCompletedRequest(new Result(size, toRetry.size()));
    for (int i = toRetry.size() - 1; i >= 0; i--) {
      RequestEntryT entry = toRetry.get(i);
      long bytes = getSizeInBytes(entry);
      waiting.addFirst(new RequestEntryWrapper<>(entry, bytes));
      waitingBytes += bytes;
    }
    if (closed) {
      return;
    }
    sendFull();
    if (!waiting.isEmpty() && !timerSet) {
      setTimer();
    }
  }

  /** Waits for all answers; at the end also sends all that waits. */
  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    while (inFlightRequests > 0 || endOfInput && !waiting.isEmpty()) {
      if (endOfInput && !waiting.isEmpty()) {
        sendWhenAllowed();
      } else {
        mailbox.yield();
      }
    }
  }

  @Override
  public List<BufferedRequestState<RequestEntryT>> snapshotState(long checkpointId) {
    return List.of(new BufferedRequestState<>(new ArrayList<>(waiting)));
  }

  @Override
  public void close() {
    closed = true;
  }
}
