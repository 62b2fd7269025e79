// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator state of one subtask in bytes, element by element, so that it can be dealt out to
 * another number of subtasks by somebody who has none of its classes. Immutable.
 *
 * <pre>
 * int number of states; for each: UTF name, byte mode, int length, snapshot of the serializers,
 *     int number of elements; for each: int length, bytes
 * </pre>
 *
 * @param states in the order of their registration
 */
public record OperatorStateSnapshot(List<Entry> states) {

  /** What happens to elements when the number of subtasks changes. */
  public enum Mode {
    /** They are dealt out: each goes to one subtask. */
    SPLIT,
    /** Each subtask gets those of all subtasks. */
    UNION,
    /** All subtasks have the same, and still do afterwards. */
    BROADCAST
  }

  /**
   * A state.
   *
   * @param serializers snapshot of its serializers, in the order key, value for broadcast state
   * @param elements each in serialized form
   */
  public record Entry(String name, Mode mode, byte[] serializers, List<byte[]> elements) {}

  /** No state at all. */
  public static OperatorStateSnapshot empty() {
    return new OperatorStateSnapshot(List.of());
  }

  public void write(DataOutputView out) throws IOException {
    out.writeInt(states.size());
    for (Entry state : states) {
      out.writeUTF(state.name);
      out.writeByte(state.mode.ordinal());
      writeBytes(state.serializers, out);
      out.writeInt(state.elements.size());
      for (byte[] element : state.elements) {
        writeBytes(element, out);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static OperatorStateSnapshot read(DataInputView in) throws IOException {
    List<Entry> states = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      Mode mode = Mode.values()[in.readByte()];
      byte[] serializers = readBytes(in);
      List<byte[]> elements = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        elements.add(readBytes(in));
      }
      states.add(new Entry(name, mode, serializers, elements));
    }
    return new OperatorStateSnapshot(states);
  }

  /**
   * Deals out what the subtasks of a job had to those of its next run. With the same number of
   * subtasks each keeps what it had, except for union state.
   *
   * @param parts of all subtasks, in their order
   * @return one for each new subtask
   */
  public static List<OperatorStateSnapshot> redistribute(
      List<OperatorStateSnapshot> parts, int newParallelism) {
    List<List<Entry>> result = new ArrayList<>();
    for (int i = 0; i < newParallelism; i++) {
      result.add(new ArrayList<>());
    }
    Map<String, List<Entry>> byName = new LinkedHashMap<>();
    for (OperatorStateSnapshot part : parts) {
      for (Entry state : part.states) {
        byName.computeIfAbsent(state.name, name -> new ArrayList<>()).add(state);
      }
    }
    boolean same = parts.size() == newParallelism;
    byName.values().forEach(entries -> deal(entries, same, parts, result));
    List<OperatorStateSnapshot> snapshots = new ArrayList<>();
    for (List<Entry> states : result) {
      snapshots.add(new OperatorStateSnapshot(states));
    }
    return snapshots;
  }

  private static void deal(
      List<Entry> entries,
      boolean same,
      List<OperatorStateSnapshot> parts,
      List<List<Entry>> result) {
    Entry first = entries.get(0);
    if (first.mode == Mode.SPLIT && same) {
      for (int i = 0; i < result.size(); i++) {
        for (Entry state : parts.get(i).states) {
          if (state.name.equals(first.name)) {
            result.get(i).add(state);
          }
        }
      }
      return;
    }
    List<byte[]> all = new ArrayList<>();
    for (Entry entry : first.mode == Mode.BROADCAST ? List.of(first) : entries) {
      all.addAll(entry.elements);
    }
    int subtasks = result.size();
    for (int i = 0; i < subtasks; i++) {
      List<byte[]> share =
          first.mode == Mode.SPLIT
              ? all.subList(
                  (int) ((long) all.size() * i / subtasks),
                  (int) ((long) all.size() * (i + 1) / subtasks))
              : all;
      result
          .get(i)
          .add(
              new Entry(
                  first.name,
                  first.mode,
                  first.serializers,
                  Collections.unmodifiableList(new ArrayList<>(share))));
    }
  }

  private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
