// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.core.memory.DataOutputViewStreamWrapper;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SocketStreamIteratorTest {

  @Test
  void shouldGiveWhatAConnectionBringsUntilItEnds() throws Exception {
    try (SocketStreamIterator<Long> records = new SocketStreamIterator<>(LongSerializer.INSTANCE)) {
      Thread sending =
          new Thread(
              () -> {
                try (Socket socket = new Socket(records.getBindAddress(), records.getPort());
                    DataOutputViewStreamWrapper out =
                        new DataOutputViewStreamWrapper(socket.getOutputStream())) {
                  for (long n = 0; n < 1_000; n++) {
                    LongSerializer.INSTANCE.serialize(n, out);
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      sending.start();
      for (long n = 0; n < 1_000; n++) {
        assertEquals(n, records.next());
      }
      assertFalse(records.hasNext());
      assertThrows(NoSuchElementException.class, records::next);
      sending.join();
    }
  }

  @Test
  void whenItIsToldOfAnErrorThenWaitingFailsWithIt() throws Exception {
    try (SocketStreamIterator<Long> records = new SocketStreamIterator<>(LongSerializer.INSTANCE)) {
      Exception error = new Exception("the job has failed");
      Thread telling = new Thread(() -> records.notifyOfError(error));
      telling.start();
      // before or while it waits for a connection
      IllegalStateException thrown = assertThrows(IllegalStateException.class, records::hasNext);
      assertSame(error, thrown.getCause());
      telling.join();
    }
  }
}
