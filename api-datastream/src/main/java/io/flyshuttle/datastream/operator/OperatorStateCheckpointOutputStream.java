// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes raw state of an operator in parts, which are dealt out anew when the parallelism changes.
 * What is written before the first part is begun is a part, too. It is kept in memory until the
 * snapshot has been written.
 */
public final class OperatorStateCheckpointOutputStream extends OutputStream {
  private final List<ByteArrayOutputStream> parts = new ArrayList<>();

  OperatorStateCheckpointOutputStream() {}

  /** What is written from now on is another part. */
  public void startNewPartition() {
    parts.add(new ByteArrayOutputStream());
  }

  /** Number of parts. */
  public int getNumberOfPartitions() {
    return parts.size();
  }

  private ByteArrayOutputStream part() {
    if (parts.isEmpty()) {
      startNewPartition();
    }
    return parts.get(parts.size() - 1);
  }

  @Override
  public void write(int b) {
    part().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    part().write(bytes, offset, length);
  }

  List<byte[]> toList() {
    return parts.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }
}
