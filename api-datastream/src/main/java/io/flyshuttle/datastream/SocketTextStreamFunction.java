// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.stream.source.SourceFunction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads text in UTF-8 from a server socket and cuts it at a delimiter. */
public class SocketTextStreamFunction implements SourceFunction<String> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SocketTextStreamFunction.class);
  private static final int CONNECT_TIMEOUT_MILLIS = 60_000;
  private static final long RETRY_DELAY_MILLIS = 500;

  private final String hostname;
  private final int port;
  private final String delimiter;
  private final long maxRetries;
  private final long retryDelayMillis;
  private transient volatile Socket socket;
  private transient volatile CountDownLatch canceled;

  /**
   * @param maxRetries how often a lost connection is tried again, -1 for ever
   */
  public SocketTextStreamFunction(String hostname, int port, String delimiter, long maxRetries) {
    this(hostname, port, delimiter, maxRetries, RETRY_DELAY_MILLIS);
  }

  /**
   * @param maxRetries how often a lost connection is tried again, -1 for ever
   * @param retryDelayMillis how long to wait before each
   */
  public SocketTextStreamFunction(
      String hostname, int port, String delimiter, long maxRetries, long retryDelayMillis) {
    if (hostname == null || hostname.isBlank()) {
      throw new InvalidProgramException("the host name of the socket source is empty");
    }
    if (port < 1 || port > 65535) {
      throw new InvalidProgramException(
          "the port of the socket source is " + port + "; it must be between 1 and 65535");
    }
    if (delimiter == null || delimiter.isEmpty()) {
      throw new InvalidProgramException("the delimiter of the socket source is empty");
    }
    if (maxRetries < -1) {
      throw new InvalidProgramException(
          "the number of retries of the socket source is " + maxRetries + "; -1 means for ever");
    }
    if (retryDelayMillis < 0) {
      throw new InvalidProgramException(
          "the delay of retries of the socket source is negative: " + retryDelayMillis + " ms");
    }
    this.retryDelayMillis = retryDelayMillis;
    this.hostname = hostname;
    this.port = port;
    this.delimiter = delimiter;
    this.maxRetries = maxRetries;
  }

  @Override
  public void run(SourceContext<String> ctx) throws Exception {
    CountDownLatch stop = stop();
    StringBuilder buffer = new StringBuilder();
    char[] chars = new char[8192];
    for (long attempt = 0; stop.getCount() > 0; attempt++) {
      try (Socket connection = new Socket()) {
        socket = connection;
        connection.connect(new InetSocketAddress(hostname, port), CONNECT_TIMEOUT_MILLIS);
        LOG.info("Connected to {}:{}", hostname, port);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
          buffer.append(chars, 0, read);
          emitLines(buffer, ctx);
        }
      } catch (IOException e) {
        if (stop.getCount() == 0) {
          return;
        }
        if (maxRetries >= 0 && attempt >= maxRetries) {
          throw new IOException(
              "the connection to "
                  + hostname
                  + ':'
                  + port
                  + " failed; is the server up, and reachable from the workers' hosts?",
              e);
        }
        LOG.warn("Connection to {}:{} failed: {}", hostname, port, e.toString());
      }
      if (maxRetries >= 0 && attempt >= maxRetries) {
        break;
      }
      if (stop.await(retryDelayMillis, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    if (buffer.length() > 0 && stop.getCount() > 0) {
      ctx.collect(buffer.toString());
    }
  }

  private void emitLines(StringBuilder buffer, SourceContext<String> ctx) {
    int start = 0;
    for (int end = buffer.indexOf(delimiter); end >= 0; end = buffer.indexOf(delimiter, start)) {
      int last = end;
      // a line that ends with a line feed may have a carriage return before it
      if (delimiter.equals("\n") && last > start && buffer.charAt(last - 1) == '\r') {
        last--;
      }
      ctx.collect(buffer.substring(start, last));
      start = end + delimiter.length();
    }
    buffer.delete(0, start);
  }

  private synchronized CountDownLatch stop() {
    if (canceled == null) {
      canceled = new CountDownLatch(1);
    }
    return canceled;
  }

  @Override
  public void cancel() {
    stop().countDown();
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("The socket was closed with an error", e);
      }
    }
  }
}
