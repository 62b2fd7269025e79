// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.memory.DataOutputViewStreamWrapper;
import io.flyshuttle.core.stream.sink.RichSinkFunction;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Sends records to the client that waits for them: a token, then {@code true} and the record for
 * each, {@code false} at the end.
 */
final class CollectSink<T> extends RichSinkFunction<T> {
  private static final long serialVersionUID = 1L;
  private static final int CONNECT_TIMEOUT_MILLIS = 30_000;

  private final String host;
  private final int port;
  private final String token;
  private final TypeSerializer<T> serializer;
  private transient Socket socket;
  private transient DataOutputStream out;
  private transient DataOutputViewStreamWrapper view;

  CollectSink(String host, int port, String token, TypeSerializer<T> serializer) {
    this.host = host;
    this.port = port;
    this.token = token;
    this.serializer = serializer;
  }

  @Override
  public void open(OpenContext openContext) throws Exception {
    socket = new Socket();
    socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 32 << 10));
    view = new DataOutputViewStreamWrapper(out);
    out.writeUTF(token);
    out.flush();
  }

  @Override
  public void invoke(T value) throws IOException {
    out.writeBoolean(true);
    serializer.serialize(value, view);
    // a client may wait for this record of a slow stream
    out.flush();
  }

  @Override
  public void finish() throws IOException {
    out.writeBoolean(false);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
    }
  }
}
