// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.operator.Peers;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.iterate.LoopBody.Feed;
import io.flyshuttle.operators.sort.RecordBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;

/**
 * What the subtasks of a loop send each other: records from step to step, the end of them, and what
 * the first subtask must know to decide how the loop goes on. Used by the task's thread.
 *
 * <pre>
 * 0      1          3           7
 * +------+----------+-----------+-------- ... ---+
 * | kind | exchange | number of | records, or    |
 * |      |          | records   | bytes          |
 * +------+----------+-----------+-------- ... ---+
 * </pre>
 *
 * A kind with the bit MORE says that the message goes on in the sender's next one.
 *
 * <p>Whoever sends while there is no room takes what has arrived and keeps it in a buffer that
 * spills, so that no circle of subtasks waits for itself.
 */
final class LoopExchanges implements AutoCloseable {
  private static final byte DATA = 1;
  private static final byte END = 2;
  private static final byte REPORT = 3;
  private static final byte DECISION = 4;
  private static final byte MORE = 0x40;
  private static final int HEADER_BYTES = 7;
  private static final int FIRST_SUBTASK = 0;

  private final Peers peers;
  private final Map<Feed, Exchange> exchanges = new IdentityHashMap<>();
  private final List<Exchange> byNumber = new ArrayList<>();
  private final ByteArrayOutputStream[] unfinished;
  private final Queue<byte[]>[] reports;
  private final Queue<byte[]> decisions = new ArrayDeque<>();
  private final Function<TypeSerializer<?>, RecordBuffer<Object>> buffers;
  private final int maxParallelism;

  /**
   * @param maxParallelism number of key groups, for selectors
   * @param buffers makes a buffer for records that arrive
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  LoopExchanges(
      LoopBody body,
      Peers peers,
      int maxParallelism,
      Function<TypeSerializer<?>, RecordBuffer<Object>> buffers) {
    this.peers = peers;
    this.maxParallelism = maxParallelism;
    this.buffers = buffers;
    this.unfinished = new ByteArrayOutputStream[peers.count()];
    this.reports = new Queue[peers.count()];
    for (int i = 0; i < reports.length; i++) {
      reports[i] = new ArrayDeque<>();
    }
    body.steps().forEach(step -> step.inputs().forEach(input -> add(input.feed())));
    body.next().forEach(this::add);
    if (body.changes() != null) {
      body.changes().forEach(this::add);
    }
  }

  private void add(Feed feed) {
    if (feed.exchange() != null && peers.count() > 1) {
      Exchange exchange = new Exchange(byNumber.size(), feed);
      exchanges.put(feed, exchange);
      byNumber.add(exchange);
    }
  }

  int self() {
    return peers.self();
  }

  /** How a feed's records get from subtask to subtask; null if they stay where they are. */
  Exchange of(Feed feed) {
    return exchanges.get(feed);
  }

  int count() {
    return byNumber.size();
  }

  /** One way from all subtasks to all, or to the first. */
  final class Exchange {
    private final int number;
    private final Feed feed;
    private final TypeSerializer<Object> serializer;
    private final ChannelSelector<Object> selector;
    private final Outbox[] outboxes;
    private RecordBuffer<Object> inbox;
    private int ended;

    @SuppressWarnings("unchecked")
    private Exchange(int number, Feed feed) {
      this.number = number;
      this.feed = feed;
      this.serializer = (TypeSerializer<Object>) feed.serializer().duplicate();
      this.selector = (ChannelSelector<Object>) feed.exchange().selector();
      int channels = feed.exchange().toFirst() ? 1 : peers.count();
      selector.setup(channels, peers.self(), maxParallelism);
      this.outboxes = new Outbox[channels];
      for (int i = 0; i < channels; i++) {
        outboxes[i] = new Outbox(i, number);
      }
    }

    private RecordBuffer<Object> inbox() {
      if (inbox == null) {
        inbox = buffers.apply(feed.serializer());
      }
      return inbox;
    }

    /** Sends a record to where it belongs; does not keep the object. */
    void emit(Object record) throws IOException {
      int channel = outboxes.length == 1 ? 0 : selector.select(record);
      if (channel == ChannelSelector.ALL_CHANNELS) {
        for (int i = 0; i < outboxes.length; i++) {
          emit(i, record);
        }
      } else {
        emit(channel, record);
      }
    }

    private void emit(int channel, Object record) throws IOException {
      if (channel == peers.self()) {
        inbox().add(record);
      } else {
        outboxes[channel].add(record, serializer);
      }
    }

    /** No record follows from this subtask in this superstep. */
    void end() throws IOException {
      for (Outbox outbox : outboxes) {
        if (outbox.peer != peers.self()) {
          outbox.flush();
          post(outbox.peer, END, number, new byte[0], 0, 0, 0);
        }
      }
    }

    /** All records of the superstep that came to this subtask; waits for them. */
    RecordBuffer<Object> records() throws IOException, InterruptedException {
      if (peers.self() < outboxes.length) {
        while (ended < peers.count() - 1) {
          receiveOrWait();
        }
      }
      return inbox();
    }

    /** The same; the buffer then belongs to the caller. */
    RecordBuffer<Object> take() throws IOException, InterruptedException {
      RecordBuffer<Object> taken = records();
      inbox = null;
      return taken;
    }

    private void reset() throws IOException {
      ended = 0;
      if (inbox != null) {
        inbox.close();
        inbox = null;
      }
    }
  }

  /** Records for one subtask that make up the next message. */
  private final class Outbox {
    private final int peer;
    private final int exchange;
    private DataOutputSerializer out;
    private int records;

    private Outbox(int peer, int exchange) {
      this.peer = peer;
      this.exchange = exchange;
    }

    private void add(Object record, TypeSerializer<Object> serializer) throws IOException {
      if (out == null) {
        out = new DataOutputSerializer(256);
      }
      if (records == 0) {
        out.clear();
        out.write(new byte[HEADER_BYTES]);
      }
      int before = out.length();
      serializer.serialize(record, out);
      records++;
      int max = peers.maxMessageBytes();
      if (out.length() <= max) {
        return;
      }
      int length = out.length() - before;
      if (records > 1) {
        records--;
        send(before);
        out.clear();
        out.write(new byte[HEADER_BYTES]);
        byte[] bytes = out.getSharedBuffer();
        System.arraycopy(bytes, before, bytes, HEADER_BYTES, length);
        out.skipBytesToWrite(length);
        records = 1;
      }
      if (out.length() > max) {
        records = 0;
        post(peer, DATA, exchange, out.getSharedBuffer(), HEADER_BYTES, length, 1);
        out.pruneBuffer();
      }
    }

    private void send(int length) throws IOException {
      byte[] bytes = out.getSharedBuffer();
      header(bytes, DATA, exchange, records);
      LoopExchanges.this.send(peer, bytes, length);
    }

    private void flush() throws IOException {
      if (records > 0) {
        send(out.length());
        records = 0;
      }
    }
  }

  private static void header(byte[] bytes, int kind, int exchange, int records) {
    bytes[0] = (byte) kind;
    bytes[1] = (byte) (exchange >> 8);
    bytes[2] = (byte) exchange;
    bytes[3] = (byte) (records >> 24);
    bytes[4] = (byte) (records >> 16);
    bytes[5] = (byte) (records >> 8);
    bytes[6] = (byte) records;
  }

  /** Sends bytes of any length, in as many messages as it takes. */
  private void post(
      int peer, byte kind, int exchange, byte[] bytes, int offset, int length, int records)
      throws IOException {
    byte[] message = new byte[Math.min(peers.maxMessageBytes(), HEADER_BYTES + length)];
    int from = offset;
    int left = length;
    do {
      int count = Math.min(left, message.length - HEADER_BYTES);
      left -= count;
      header(message, left > 0 ? kind | MORE : kind, exchange, records);
      System.arraycopy(bytes, from, message, HEADER_BYTES, count);
      from += count;
      send(peer, message, HEADER_BYTES + count);
    } while (left > 0);
  }

  private void send(int peer, byte[] message, int length) throws IOException {
    while (!peers.trySend(peer, message, length)) {
      try {
        receiveOrWait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while sending to subtask " + peer, e);
      }
    }
  }

  private void receiveOrWait() throws IOException, InterruptedException {
    if (!peers.tryReceive(this::receive)) {
      peers.await();
    }
  }

  private void receive(int sender, byte[] bytes, int offset, int length) throws IOException {
    int kind = bytes[offset];
    int from = offset + HEADER_BYTES;
    int count = length - HEADER_BYTES;
    ByteArrayOutputStream begun = unfinished[sender];
    if ((kind & MORE) != 0 || begun != null) {
      if (begun == null) {
        begun = new ByteArrayOutputStream(2 * count);
        unfinished[sender] = begun;
      }
      begun.write(bytes, from, count);
      if ((kind & MORE) == 0) {
        unfinished[sender] = null;
        byte[] whole = begun.toByteArray();
        deliver(sender, kind, bytes, offset, whole, 0, whole.length);
      }
    } else {
      deliver(sender, kind, bytes, offset, bytes, from, count);
    }
  }

  private void deliver(
      int sender, int kind, byte[] header, int at, byte[] bytes, int from, int count)
      throws IOException {
    int number = (header[at + 1] & 0xff) << 8 | header[at + 2] & 0xff;
    switch (kind) {
      case DATA -> {
        int records =
            header[at + 3] << 24
                | (header[at + 4] & 0xff) << 16
                | (header[at + 5] & 0xff) << 8
                | header[at + 6] & 0xff;
        byNumber.get(number).inbox().addSerialized(bytes, from, count, records);
      }
      case END -> byNumber.get(number).ended++;
      case REPORT -> reports[sender].add(copy(bytes, from, count));
      case DECISION -> decisions.add(copy(bytes, from, count));
      default -> throw new IOException("subtask " + sender + " sent an unknown kind: " + kind);
    }
  }

  private static byte[] copy(byte[] bytes, int from, int count) {
    byte[] copy = new byte[count];
    System.arraycopy(bytes, from, copy, 0, count);
    return copy;
  }

  /** Decides in the first subtask, from the reports of all in their order. */
  interface Leader {
    byte[] decide(List<byte[]> reports) throws Exception;
  }

  /**
   * Ends a superstep: all subtasks report to the first, which decides for all. Everything of the
   * superstep must have been read.
   */
  byte[] synchronize(byte[] report, Leader leader) throws Exception {
    for (Exchange exchange : byNumber) {
      exchange.reset();
    }
    if (peers.self() != FIRST_SUBTASK) {
      post(FIRST_SUBTASK, REPORT, 0, report, 0, report.length, 0);
      while (decisions.isEmpty()) {
        receiveOrWait();
      }
      return decisions.poll();
    }
    List<byte[]> all = new ArrayList<>();
    all.add(report);
    for (int peer = 1; peer < peers.count(); peer++) {
      while (reports[peer].isEmpty()) {
        receiveOrWait();
      }
      all.add(reports[peer].poll());
    }
    byte[] decision = leader.decide(all);
    for (int peer = 1; peer < peers.count(); peer++) {
      post(peer, DECISION, 0, decision, 0, decision.length, 0);
    }
    return decision;
  }

  @Override
  public void close() throws IOException {
    for (Exchange exchange : byNumber) {
      exchange.reset();
    }
  }
}
