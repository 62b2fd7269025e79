// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.state.KeyGroupRange;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes raw state of an operator on a keyed stream, by key group. It is kept in memory until the
 * snapshot has been written.
 */
public final class KeyedStateCheckpointOutputStream extends OutputStream {
  private final KeyGroupRange range;
  private final Map<Integer, ByteArrayOutputStream> groups = new TreeMap<>();
  private ByteArrayOutputStream current;

  KeyedStateCheckpointOutputStream(KeyGroupRange range) {
    this.range = range;
  }

  /** The key groups of this subtask. */
  public KeyGroupRange getKeyGroupList() {
    return range;
  }

  /**
   * What is written from now on belongs to a key group.
   *
   * @throws IOException if the group is not of this subtask, or has been begun before
   */
  public void startNewKeyGroup(int keyGroupId) throws IOException {
    if (!range.contains(keyGroupId)) {
      throw new IOException("key group " + keyGroupId + " is not one of this subtask's: " + range);
    }
    current = new ByteArrayOutputStream();
    if (groups.put(keyGroupId, current) != null) {
      throw new IOException("key group " + keyGroupId + " was begun before");
    }
  }

  private ByteArrayOutputStream current() throws IOException {
    if (current == null) {
      throw new IOException("begin a key group before writing");
    }
    return current;
  }

  @Override
  public void write(int b) throws IOException {
    current().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    current().write(bytes, offset, length);
  }

  /** Each group as its number and its bytes. */
  List<byte[]> toList() throws IOException {
    List<byte[]> list = new ArrayList<>();
    for (Map.Entry<Integer, ByteArrayOutputStream> group : groups.entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(group.getKey());
      group.getValue().writeTo(out);
      list.add(bytes.toByteArray());
    }
    return list;
  }
}
