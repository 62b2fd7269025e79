// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.StatefulSinkWriter;
import io.flyshuttle.core.connector.sink.WriterInitContext;
import io.flyshuttle.core.connector.sink.async.AIMDScalingStrategy;
import io.flyshuttle.core.connector.sink.async.AsyncSinkBase;
import io.flyshuttle.core.connector.sink.async.AsyncSinkWriter;
import io.flyshuttle.core.connector.sink.async.AsyncSinkWriterConfiguration;
import io.flyshuttle.core.connector.sink.async.AsyncSinkWriterStateSerializer;
import io.flyshuttle.core.connector.sink.async.BufferedRequestState;
import io.flyshuttle.core.connector.sink.async.ResultHandler;
import io.flyshuttle.operators.harness.OperatorHarness;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches of N entries, of so many bytes, or after T milliseconds. */
final class AsyncSinkTest {

  /** A request as the service gets it. */
  private record Request(List<String> entries, ResultHandler<String> answer) {}

  /** Requests since the start of a test; static because sinks travel as bytes. */
  private static final List<Request> REQUESTS = new ArrayList<>();

  private static boolean answersAtOnce;

  @BeforeEach
  void forgetRequests() {
    REQUESTS.clear();
    answersAtOnce = false;
  }

  private static final class ServiceSink extends AsyncSinkBase<String, String> {
    private static final long serialVersionUID = 1L;

    private final long timeoutMillis;

    ServiceSink(long timeoutMillis) {
      super((element, context) -> element, 3, 2, 10, 20, 100, 10);
      this.timeoutMillis = timeoutMillis;
    }

    @Override
    @Deprecated
    public SinkWriter<String> createWriter(InitContext context) {
      throw new UnsupportedOperationException("not called where the other method is there");
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
      return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<String, BufferedRequestState<String>> restoreWriter(
        WriterInitContext context, Collection<BufferedRequestState<String>> recoveredState) {
      AsyncSinkWriterConfiguration configuration =
          AsyncSinkWriterConfiguration.builder()
              .setMaxBatchSize(getMaxBatchSize())
              .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
              .setMaxInFlightRequests(getMaxInFlightRequests())
              .setMaxBufferedRequests(getMaxBufferedRequests())
              .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
              .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
              .setRequestTimeoutMS(timeoutMillis)
              .setFailOnTimeout(timeoutMillis < 1_000)
              .build();
      return new AsyncSinkWriter<>(getElementConverter(), context, configuration, recoveredState) {
        @Override
        protected void submitRequestEntries(List<String> entries, ResultHandler<String> handler) {
          REQUESTS.add(new Request(entries, handler));
          if (answersAtOnce) {
            handler.complete();
          }
        }

        @Override
        protected long getSizeInBytes(String entry) {
          return entry.length();
        }
      };
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<String>> getWriterStateSerializer() {
      return new AsyncSinkWriterStateSerializer<>() {
        @Override
        public int getVersion() {
          return 1;
        }

        @Override
        protected void serializeRequestToStream(String request, DataOutputStream out)
            throws IOException {
          out.writeUTF(request);
        }

        @Override
        protected String deserializeRequestFromStream(long size, DataInputStream in)
            throws IOException {
          return in.readUTF();
        }
      };
    }
  }

  private static OperatorHarness sink() throws Exception {
    return OperatorHarness.of(ConnectorSink.factory(new ServiceSink(600_000)));
  }

  private static List<List<String>> sent() {
    return REQUESTS.stream().map(Request::entries).toList();
  }

  @Test
  void shouldSendABatchWhenItIsFull() throws Exception {
    answersAtOnce = true;
    try (OperatorHarness sink = sink()) {
      for (String entry : List.of("a", "b", "c", "d")) {
        sink.process(entry, 0);
      }
      assertEquals(List.of(List.of("a", "b", "c")), sent());
      sink.runMail();
      sink.process("0123456789", 0);
      sink.process("9876543210", 0);
      assertEquals(
          List.of(List.of("a", "b", "c"), List.of("d", "0123456789")),
          sent(),
          "20 bytes make a batch, of which as much is sent as fits");
    }
  }

  @Test
  void shouldSendWhatThereIsAfterATime() throws Exception {
    answersAtOnce = true;
    try (OperatorHarness sink = sink()) {
      sink.process("a", 0);
      sink.clock(50);
      sink.process("b", 0);
      sink.clock(99);
      assertEquals(List.of(), sent());
      sink.clock(100);
      assertEquals(List.of(List.of("a", "b")), sent());
    }
  }

  @Test
  void shouldSendFirstWhatWasNotTaken() throws Exception {
    try (OperatorHarness sink = sink()) {
      for (String entry : List.of("a", "b", "c", "d")) {
        sink.process(entry, 0);
      }
      REQUESTS.get(0).answer().retryForEntries(List.of("b", "c"));
      // a second word does not count
      REQUESTS.get(0).answer().complete();
      answersAtOnce = true;
      sink.runMail();
      sink.clock(100);
      List<String> again = new ArrayList<>();
      sent().stream().skip(1).forEach(again::addAll);
      assertEquals(List.of("b", "c", "d"), again);
    }
  }

  @Test
  void shouldSendAllBeforeItEnds() throws Exception {
    answersAtOnce = true;
    try (OperatorHarness sink = sink()) {
      for (int i = 0; i < 7; i++) {
        sink.process("" + i, 0);
      }
      sink.finish();
      List<String> all = new ArrayList<>();
      sent().forEach(all::addAll);
      assertEquals(List.of("0", "1", "2", "3", "4", "5", "6"), all);
    }
  }

  @Test
  void whenItIsRestoredThenItSendsWhatACheckpointHad() throws Exception {
    OperatorHarness.Saved saved;
    try (OperatorHarness sink =
        OperatorHarness.withCheckpoints(ConnectorSink.factory(new ServiceSink(600_000)))) {
      sink.process("a", 0);
      sink.process("b", 0);
      saved = sink.save(1);
    }
    assertEquals(List.of(), sent());
    answersAtOnce = true;
    try (OperatorHarness sink =
        OperatorHarness.restore(ConnectorSink.factory(new ServiceSink(600_000)), saved)) {
      sink.process("c", 0);
      assertEquals(List.of(List.of("a", "b", "c")), sent());
    }
  }

  @Test
  void whenARequestIsNotAnsweredInTimeThenTheJobFails() throws Exception {
    try (OperatorHarness sink = OperatorHarness.of(ConnectorSink.factory(new ServiceSink(1)))) {
      for (String entry : List.of("a", "b", "c")) {
        sink.process(entry, 0);
      }
      sink.awaitMail();
      assertThrows(TimeoutException.class, sink::runMail);
    }
  }

  @Test
  void whenAServiceFailsForGoodThenTheJobFails() throws Exception {
    try (OperatorHarness sink = sink()) {
      for (String entry : List.of("a", "b", "c")) {
        sink.process(entry, 0);
      }
      REQUESTS.get(0).answer().completeExceptionally(new IOException("no such table"));
      IOException failure = assertThrows(IOException.class, sink::runMail);
      assertEquals("no such table", failure.getMessage());
    }
  }

  @Test
  void whenAnEntryIsTooLargeThenThatIsSaid() throws Exception {
    try (OperatorHarness sink = sink()) {
      IllegalArgumentException failure =
          assertThrows(IllegalArgumentException.class, () -> sink.process("01234567890", 0));
      assertTrue(failure.getMessage().contains("11 bytes"), failure.getMessage());
    }
  }

  @Test
  void shouldGrowByAConstantAndShrinkByAFactor() {
    AIMDScalingStrategy strategy =
        AIMDScalingStrategy.builder(100).setIncreaseRate(7).setDecreaseFactor(0.3).build();
    assertEquals(57, strategy.scaleUp(50));
    assertEquals(100, strategy.scaleUp(99));
    assertEquals(15, strategy.scaleDown(50));
    assertEquals(1, strategy.scaleDown(1));
  }
}
