// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.memory.DataInputViewStreamWrapper;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Records that one connection brings: it listens at a port, takes the first that connects, and
 * reads its records until the connection ends. Used by one thread, besides {@link #notifyOfError}.
 *
 * @param <T> type of the records
 */
public class SocketStreamIterator<T> implements Iterator<T>, AutoCloseable {
  private static final int WAITING_CONNECTIONS = 1;

  private final TypeSerializer<T> serializer;
  private final ServerSocket listening;
  private Socket connection;
  private DataInputViewStreamWrapper in;
  private T next;
  private boolean ended;
  private volatile Throwable error;

  /** Listens at any free port of this machine's loopback address. */
  public SocketStreamIterator(TypeSerializer<T> serializer) throws IOException {
    this(0, InetAddress.getLoopbackAddress(), serializer);
  }

  /**
   * Listens at a port of an address of this machine.
   *
   * @param port 0 for any that is free
   */
  public SocketStreamIterator(int port, InetAddress address, TypeSerializer<T> serializer)
      throws IOException {
    this.serializer = Objects.requireNonNull(serializer, "the serializer is null");
    this.listening = new ServerSocket(port, WAITING_CONNECTIONS, address);
  }

  /** The port at which it listens. */
  public int getPort() {
    return listening.getLocalPort();
  }

  /** The address at which it listens. */
  public InetAddress getBindAddress() {
    return listening.getInetAddress();
  }

  /**
   * Waits for a record or the end.
   *
   * @throws RuntimeException with the error that it was told of, or that of the connection
   */
  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      read();
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the connection has ended");
    }
    T record = next;
    next = null;
    return record;
  }

  private void read() {
    try {
      if (connection == null) {
        Socket accepted = listening.accept();
        use(accepted);
        in = new DataInputViewStreamWrapper(new BufferedInputStream(accepted.getInputStream()));
      }
      next = serializer.deserialize(in);
    } catch (EOFException e) {
      ended = true;
      closeSockets();
    } catch (IOException e) {
      ended = true;
      closeSockets();
      Throwable reason = error == null ? e : error;
      throw new IllegalStateException("records cannot be received: " + reason, reason);
    }
  }

  private synchronized void use(Socket accepted) throws IOException {
    connection = accepted;
    listening.close();
    if (error != null) {
      // it came while nobody had connected
      accepted.close();
    }
  }

  /** Ends the waiting for records, which then fails with {@code error}. Usable by any thread. */
  public synchronized void notifyOfError(Throwable error) {
    if (error != null && this.error == null) {
      this.error = error;
      closeSockets();
    }
  }

  @Override
  public void close() {
    ended = true;
    closeSockets();
  }

  private synchronized void closeSockets() {
    try (Socket last = connection) {
      listening.close();
    } catch (IOException e) {
      throw new IllegalStateException("the sockets cannot be closed", e);
    }
  }
}
