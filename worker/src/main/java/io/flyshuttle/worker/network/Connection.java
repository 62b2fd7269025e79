// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection to another worker. It carries channels that this worker reads and channels the
 * other worker reads. All fields belong to the connection's event loop; others come in by tasks on
 * it.
 */
final class Connection extends ChannelInboundHandlerAdapter implements FrameReader.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final WorkerNetwork network;
  private final Channel channel;
  private final FrameReader frames = new FrameReader(this);

  /** Channels that this worker reads, by number. */
  private final Map<Integer, RemoteReceiver> receivers = new HashMap<>();

  /** Channels that the other worker reads, by number. */
  private final Map<Integer, ViewSender> senders = new HashMap<>();

  /** Senders that may have something to send and credit for it, in turn. */
  private final ArrayDeque<ViewSender> ready = new ArrayDeque<>();

  private String peer;
  private boolean trusted;
  private boolean lost;

  /**
   * @param peer id of the other worker, null if this side was called and does not know yet
   */
  Connection(WorkerNetwork network, Channel channel, String peer) {
    this.network = network;
    this.channel = channel;
    this.peer = peer;
    this.trusted = peer != null;
  }

  Channel channel() {
    return channel;
  }

  WorkerNetwork network() {
    return network;
  }

  /** Runs on the event loop, now or soon. */
  void execute(Runnable action) {
    if (channel.eventLoop().inEventLoop()) {
      action.run();
    } else {
      channel.eventLoop().execute(action);
    }
  }

  // ---- the reading side ----

  void open(int number, Frames.Request request, RemoteReceiver receiver) {
    if (lost) {
      receiver.onFailure(lostTo(peer, null));
      return;
    }
    receivers.put(number, receiver);
    channel.writeAndFlush(Frames.request(channel.alloc(), number, request), channel.voidPromise());
  }

  void giveCredit(int number, int credit, int bufferSize) {
    if (!lost && receivers.containsKey(number)) {
      channel.writeAndFlush(
          Frames.credit(channel.alloc(), number, credit, bufferSize), channel.voidPromise());
    }
  }

  void reply(int number, byte[] message) {
    if (!lost && receivers.containsKey(number)) {
      channel.writeAndFlush(Frames.reply(channel.alloc(), number, message), channel.voidPromise());
    }
  }

  void close(int number) {
    if (receivers.remove(number) != null && !lost) {
      channel.writeAndFlush(Frames.close(channel.alloc(), number), channel.voidPromise());
    }
  }

  @Override
  public Buffer memoryFor(int number, int length) {
    RemoteReceiver receiver = receivers.get(number);
    return receiver == null ? null : receiver.memory();
  }

  @Override
  public void onData(int number, BufferSlice slice, int backlog) {
    RemoteReceiver receiver = receivers.get(number);
    if (receiver == null) {
      slice.release();
      return;
    }
    if (slice.last()) {
      receivers.remove(number);
    }
    receiver.onSlice(slice, backlog);
  }

  // ---- the sending side ----

  private void onRequest(int number, Frames.Request request) {
    ViewSender sender = new ViewSender(this, number, request.credit());
    senders.put(number, sender);
    network
        .partitions()
        .request(request.partition())
        .whenComplete(
            (partition, failure) -> execute(() -> sender.start(partition, request, failure)));
  }

  /** A sender may have something to send. */
  void enqueue(ViewSender sender) {
    ready.add(sender);
    sendReady();
  }

  private void sendReady() {
    boolean wrote = false;
    while (channel.isWritable() && !ready.isEmpty()) {
      wrote |= ready.poll().sendOne();
    }
    if (wrote) {
      channel.flush();
    }
  }

  /** The slice's reference goes over to this method. */
  void send(int number, BufferSlice slice, int backlog) {
    if (slice.mark() != null) {
      slice.release();
      channel.write(Frames.barrier(channel.alloc(), number, slice.mark()), channel.voidPromise());
      return;
    }
    try {
      channel.write(Frames.data(channel.alloc(), number, slice, backlog), channel.voidPromise());
    } finally {
      slice.release();
    }
  }

  void sendError(int number, FlyshuttleException failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    channel.writeAndFlush(
        Frames.error(channel.alloc(), number, failure.code().number(), message),
        channel.voidPromise());
  }

  void senderDone(int number) {
    senders.remove(number);
  }

  // ---- events of the socket ----

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      frames.read(bytes);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void onControl(int type, int number, ByteBuf body) {
    if (!trusted) {
      onHello(type, body);
      return;
    }
    switch (type) {
      case Frames.REQUEST -> onRequest(number, Frames.readRequest(body));
      case Frames.CREDIT -> {
        ViewSender sender = senders.get(number);
        if (sender != null) {
          sender.addCredit(body.readInt());
          sender.setBufferSize(body.readInt());
        }
      }
      case Frames.REPLY -> {
        ViewSender sender = senders.get(number);
        if (sender != null) {
          byte[] message = new byte[body.readableBytes()];
          body.readBytes(message);
          sender.onReply(message);
        }
      }
      case Frames.BARRIER -> {
        RemoteReceiver receiver = receivers.get(number);
        if (receiver != null) {
          receiver.onBarrier(Frames.readBarrier(body));
        }
      }
      case Frames.CLOSE -> {
        ViewSender sender = senders.remove(number);
        if (sender != null) {
          sender.close();
        }
      }
      case Frames.ERROR -> {
        RemoteReceiver receiver = receivers.remove(number);
        if (receiver != null) {
          receiver.onFailure(readError(body));
        }
      }
      default ->
          throw new FlyshuttleException(
              ErrorCode.PROTOCOL_VIOLATION, "a frame of unknown type " + type);
    }
  }

  private static FlyshuttleException readError(ByteBuf body) {
    int number = body.readInt();
    String message = body.toString(StandardCharsets.UTF_8);
    for (ErrorCode code : ErrorCode.values()) {
      if (code.number() == number) {
        return new FlyshuttleException(code, message);
      }
    }
    return new FlyshuttleException(ErrorCode.PROTOCOL_VIOLATION, message);
  }

  private void onHello(int type, ByteBuf body) {
    Frames.Hello hello = type == Frames.HELLO ? Frames.readHello(body) : null;
    if (hello == null || hello.magic() != Frames.MAGIC || hello.version() != Frames.VERSION) {
      LOG.warn("{} does not speak our protocol; disconnected", channel.remoteAddress());
      channel.close();
    } else if (!MessageDigest.isEqual(hello.secret(), network.secret())) {
      LOG.warn("{} does not know the session's secret; disconnected", channel.remoteAddress());
      channel.close();
    } else {
      trusted = true;
      peer = hello.worker();
      network.onAccepted(peer, this);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    sendReady();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lose(null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("The connection to worker {} failed", peer, cause);
    }
    lose(cause);
    context.close();
  }

  private void lose(Throwable cause) {
    if (lost) {
      return;
    }
    lost = true;
    network.onLost(peer, this);
    frames.close();
    ready.clear();
    List<ViewSender> unsent = new ArrayList<>(senders.values());
    senders.clear();
    unsent.forEach(ViewSender::close);
    List<RemoteReceiver> unread = new ArrayList<>(receivers.values());
    receivers.clear();
    FlyshuttleException failure = lostTo(peer, cause);
    unread.forEach(receiver -> receiver.onFailure(failure));
  }

  static FlyshuttleException lostTo(String worker, Throwable cause) {
    return new FlyshuttleException(
        ErrorCode.CHANNEL_LOST,
        "the connection to worker " + worker + " was lost" + (cause == null ? "" : ": " + cause),
        cause);
  }
}
