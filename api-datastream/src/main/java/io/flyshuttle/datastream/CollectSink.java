// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.sink.RichSinkFunction;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Sends records to the client that waits for them. Records are numbered from 0; in a job with
 * exactly-once checkpoints they are kept, as state, until the client says that it has them.
 *
 * <pre>
 * sink → client   UTF token, long first, long next        numbers it has, from first to before next
 * client → sink   long wanted                             the number the client goes on with
 * sink → client   byte RECORD, int length, bytes          from wanted on
 *                 byte FINAL, long before                 numbers before it will never be taken back
 *                 byte END                                no record comes after this
 * client → sink   long before                             numbers before it have come
 * </pre>
 */
final class CollectSink<T> extends RichSinkFunction<T>
    implements CheckpointedFunction, CheckpointListener {
  static final byte RECORD = 1;
  static final byte FINAL = 2;
  static final byte END = 3;

  private static final long serialVersionUID = 1L;
  private static final int CONNECT_TIMEOUT_MILLIS = 30_000;
  private static final int RECORDS_BETWEEN_LOOKS = 256;

  private final String host;
  private final int port;
  private final String token;
  private final TypeSerializer<T> serializer;
  private final boolean exactlyOnce;
  private transient Socket socket;
  private transient DataOutputStream out;
  private transient DataInputStream in;
  private transient DataOutputSerializer buffer;
  private transient ListState<byte[]> keptState;
  private transient ListState<Long> firstState;
  private transient ArrayDeque<byte[]> kept;
  private transient long first;
  private transient long next;
  private transient TreeMap<Long, Long> nextAtCheckpoint;

  /**
   * @param exactlyOnce whether records are kept for the client until it has them
   */
  CollectSink(
      String host, int port, String token, TypeSerializer<T> serializer, boolean exactlyOnce) {
    this.host = host;
    this.port = port;
    this.token = token;
    this.serializer = serializer;
    this.exactlyOnce = exactlyOnce;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    kept = new ArrayDeque<>();
    nextAtCheckpoint = new TreeMap<>();
    keptState =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("records", BytePrimitiveArraySerializer.INSTANCE));
    firstState =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("first", LongSerializer.INSTANCE));
    for (Long number : firstState.get()) {
      first = number;
    }
    for (byte[] record : keptState.get()) {
      kept.add(record);
    }
    next = first + kept.size();
  }

  @Override
  public void open(OpenContext openContext) throws Exception {
    buffer = new DataOutputSerializer(256);
    socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 32 << 10));
    in = new DataInputStream(socket.getInputStream());
    out.writeUTF(token);
    out.writeLong(first);
    out.writeLong(next);
    out.flush();
    forget(in.readLong());
    for (byte[] record : kept) {
      send(record, record.length);
    }
    // what is restored belongs to a checkpoint that is complete
    sendFinal(next);
  }

  /** The client has all records before {@code number}. */
  private void forget(long number) {
    while (first < number && kept.poll() != null) {
      first++;
    }
  }

  private void send(byte[] record, int length) throws IOException {
    out.writeByte(RECORD);
    out.writeInt(length);
    out.write(record, 0, length);
  }

  private void sendFinal(long before) throws IOException {
    out.writeByte(FINAL);
    out.writeLong(before);
    out.flush();
  }

  @Override
  public void invoke(T value) throws IOException {
    buffer.clear();
    serializer.serialize(value, buffer);
    next++;
    if (exactlyOnce) {
      kept.add(buffer.getCopyOfBuffer());
      if (next % RECORDS_BETWEEN_LOOKS == 0) {
        lookForWords();
      }
    } else {
      first = next;
    }
    send(buffer.getSharedBuffer(), buffer.length());
    // a client may wait for this record of a slow stream
    out.flush();
  }

  private void lookForWords() throws IOException {
    while (in.available() >= Long.BYTES) {
      forget(in.readLong());
    }
  }

  @Override
  public void finish() throws IOException {
    out.writeByte(END);
    out.flush();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    lookForWords();
    List<byte[]> records = new ArrayList<>(kept);
    keptState.update(records);
    firstState.update(List.of(first));
    nextAtCheckpoint.put(context.getCheckpointId(), next);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws IOException {
    Long before = nextAtCheckpoint.get(checkpointId);
    nextAtCheckpoint.headMap(checkpointId, true).clear();
    if (before != null) {
      sendFinal(before);
    }
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
    }
  }
}
