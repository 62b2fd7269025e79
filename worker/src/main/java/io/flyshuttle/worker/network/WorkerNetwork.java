// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.worker.partition.PartitionRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data port of a worker, and its connections to the data ports of others. Usable by any thread.
 */
public final class WorkerNetwork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerNetwork.class);

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final int CONNECT_ATTEMPTS = 3;
  private static final int LOW_WATER_BYTES = 64 << 10;
  private static final int HIGH_WATER_BYTES = 256 << 10;

  /**
   * How to run the network.
   *
   * @param worker id of this worker
   * @param bindHost address to listen on
   * @param port port to listen on; 0 for any free one
   * @param secret what each side of a connection must know
   * @param threads event loops
   */
  public record Settings(String worker, String bindHost, int port, byte[] secret, int threads) {}

  private final Settings settings;
  private final PartitionRegistry partitions;
  private final EventLoopGroup loops;
  private final PooledByteBufAllocator allocator;
  private final ThreadPoolExecutor disks;
  private final Channel server;
  private final AtomicInteger nextChannel = new AtomicInteger(1);

  /** Connections that are up or being made, by the other worker's id. */
  private final Map<String, CompletableFuture<Connection>> connections = new HashMap<>();

  private final List<Connection> accepted = new ArrayList<>();
  private boolean closed;

  /** Opens the port. */
  public WorkerNetwork(Settings settings, PartitionRegistry partitions) {
    this.settings = settings;
    this.partitions = partitions;
    this.loops =
        new NioEventLoopGroup(
            settings.threads(), new DefaultThreadFactory("network-" + settings.worker(), true));
    // 1 MB chunks: what is in flight is bounded by the water marks, and so small
    this.allocator = new PooledByteBufAllocator(true, 0, Math.max(1, settings.threads()), 8192, 7);
    this.disks =
        new ThreadPoolExecutor(
            2,
            2,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("result-reader-" + settings.worker(), true));
    this.disks.allowCoreThreadTimeOut(true);
    Channel bound;
    try {
      bound =
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .childOption(ChannelOption.ALLOCATOR, allocator)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childOption(ChannelOption.SO_KEEPALIVE, true)
              .childOption(
                  ChannelOption.WRITE_BUFFER_WATER_MARK,
                  new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES))
              .childHandler(new Acceptor(this))
              .bind(new InetSocketAddress(settings.bindHost(), settings.port()))
              .syncUninterruptibly()
              .channel();
    } catch (RuntimeException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw e;
    }
    this.server = bound;
  }

  private static final class Acceptor extends ChannelInitializer<SocketChannel> {
    private final WorkerNetwork network;

    Acceptor(WorkerNetwork network) {
      this.network = network;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channel.pipeline().addLast(new Connection(network, channel, null));
    }
  }

  /** The port that is listened on. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  byte[] secret() {
    return settings.secret();
  }

  PartitionRegistry partitions() {
    return partitions;
  }

  ExecutorService disks() {
    return disks;
  }

  /** How many connections are up: one per other worker at most. */
  public synchronized int connectionCount() {
    return (int)
        connections.values().stream()
            .filter(made -> made.isDone() && !made.isCompletedExceptionally())
            .count();
  }

  /** A worker called: its connection serves for calls to it, too. */
  synchronized void onAccepted(String worker, Connection connection) {
    accepted.add(connection);
    connections.putIfAbsent(worker, CompletableFuture.completedFuture(connection));
  }

  synchronized void onLost(String worker, Connection connection) {
    accepted.remove(connection);
    CompletableFuture<Connection> known = worker == null ? null : connections.get(worker);
    if (known != null && known.isDone() && !known.isCompletedExceptionally()) {
      if (known.join() == connection) {
        connections.remove(worker);
      }
    }
  }

  /**
   * Starts reading a channel of another worker.
   *
   * @param spec the channel
   * @param credit how many buffers are ready for it
   */
  public RemoteLink open(ChannelSpec spec, int credit, RemoteReceiver receiver) {
    int number = nextChannel.getAndIncrement();
    Frames.Request request =
        new Frames.Request(spec.partition(), spec.subpartition(), spec.end(), credit);
    CompletableFuture<Connection> connection =
        connectionTo(spec.worker(), spec.host(), spec.port());
    CompletableFuture<Connection> opened =
        connection.whenComplete(
            (up, failure) -> {
              if (failure == null) {
                up.execute(() -> up.open(number, request, receiver));
              } else {
                receiver.onFailure(
                    new FlyshuttleException(
                        ErrorCode.CHANNEL_LOST,
                        String.format(
                            "worker %s cannot be reached at %s:%d: %s",
                            spec.worker(), spec.host(), spec.port(), failure),
                        failure));
              }
            });
    return new Link(opened, number);
  }

  /** What is said before the connection is up is said in its order when it is. */
  private static final class Link implements RemoteLink {
    private final int number;
    private CompletableFuture<Connection> last;

    Link(CompletableFuture<Connection> opened, int number) {
      this.last = opened;
      this.number = number;
    }

    private synchronized void then(Consumer<Connection> action) {
      last =
          last.thenApply(
              up -> {
                up.execute(() -> action.accept(up));
                return up;
              });
    }

    @Override
    public void giveCredit(int credit) {
      then(up -> up.giveCredit(number, credit, 0));
    }

    @Override
    public void announce(int bufferSize) {
      then(up -> up.giveCredit(number, 0, bufferSize));
    }

    @Override
    public void reply(byte[] message) {
      then(up -> up.reply(number, message));
    }

    @Override
    public void close() {
      then(up -> up.close(number));
    }
  }

  private synchronized CompletableFuture<Connection> connectionTo(
      String worker, String host, int port) {
    if (closed) {
      return CompletableFuture.failedFuture(new IllegalStateException("the worker is stopping"));
    }
    CompletableFuture<Connection> known = connections.get(worker);
    if (known != null) {
      return known;
    }
    CompletableFuture<Connection> made = new CompletableFuture<>();
    connections.put(worker, made);
    connect(worker, new InetSocketAddress(host, port), made, 1);
    return made;
  }

  private void connect(
      String worker, InetSocketAddress address, CompletableFuture<Connection> made, int attempt) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.ALLOCATOR, allocator)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES))
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new Connection(WorkerNetwork.this, channel, worker));
                  }
                });
    bootstrap
        .connect(address)
        .addListener(
            (ChannelFuture done) -> {
              if (done.isSuccess()) {
                Channel channel = done.channel();
                channel.writeAndFlush(
                    Frames.hello(channel.alloc(), settings.secret(), settings.worker()),
                    channel.voidPromise());
                made.complete(channel.pipeline().get(Connection.class));
              } else if (attempt < CONNECT_ATTEMPTS) {
                LOG.info("Worker {} at {} does not answer; trying again", worker, address);
                loops.schedule(
                    () -> connect(worker, address, made, attempt + 1),
                    200L * attempt,
                    TimeUnit.MILLISECONDS);
              } else {
                synchronized (this) {
                  connections.remove(worker, made);
                }
                made.completeExceptionally(done.cause());
              }
            });
  }

  /** Closes the port and all connections, and waits until their threads have ended. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    server.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    disks.shutdownNow();
    synchronized (this) {
      connections.clear();
      accepted.clear();
    }
  }
}
