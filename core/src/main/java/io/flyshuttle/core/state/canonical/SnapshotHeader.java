// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.canonical;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is needed to read the key groups of a snapshot.
 *
 * <pre>
 * int   magic, with the version of this form
 * int   max parallelism
 * snapshot of the key serializer
 * int   number of states; for each: UTF name, byte kind, boolean namespaced,
 *       [snapshot of the namespace serializer], snapshot of the value serializer
 * int   number of timer queues; for each: UTF name, snapshot of the namespace serializer
 * </pre>
 *
 * <p>A key group is, for each state in that order: int number of entries, and for each entry key,
 * [namespace], value; then for each timer queue: int number of timers, and for each timer long
 * time, key, boolean whether there is a namespace, [namespace].
 */
public record SnapshotHeader(
    int maxParallelism,
    TypeSerializerSnapshot<?> keySerializer,
    List<StateEntry> states,
    List<TimerEntry> timers) {
  private static final int MAGIC = 0xF5_4B_53_01;

  /**
   * A state.
   *
   * @param namespaceSerializer null if the state has no namespaces
   */
  public record StateEntry(
      String name,
      StateDescriptor.Type kind,
      TypeSerializerSnapshot<?> namespaceSerializer,
      TypeSerializerSnapshot<?> valueSerializer) {}

  /** A queue of timers. */
  public record TimerEntry(String name, TypeSerializerSnapshot<?> namespaceSerializer) {}

  public void write(DataOutputView out) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(maxParallelism);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, keySerializer);
    out.writeInt(states.size());
    for (StateEntry state : states) {
      out.writeUTF(state.name);
      out.writeByte(state.kind.ordinal());
      out.writeBoolean(state.namespaceSerializer != null);
      if (state.namespaceSerializer != null) {
        TypeSerializerSnapshot.writeVersionedSnapshot(out, state.namespaceSerializer);
      }
      TypeSerializerSnapshot.writeVersionedSnapshot(out, state.valueSerializer);
    }
    out.writeInt(timers.size());
    for (TimerEntry timer : timers) {
      out.writeUTF(timer.name);
      TypeSerializerSnapshot.writeVersionedSnapshot(out, timer.namespaceSerializer);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param loader finds the classes of serializers
   */
  public static SnapshotHeader read(DataInputView in, ClassLoader loader) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The snapshot is not one of keyed state, or was written by a version that this one does"
              + " not know");
    }
    int maxParallelism = in.readInt();
    TypeSerializerSnapshot<?> keys = TypeSerializerSnapshot.readVersionedSnapshot(in, loader);
    List<StateEntry> states = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      StateDescriptor.Type kind = StateDescriptor.Type.values()[in.readByte()];
      TypeSerializerSnapshot<?> namespaces = in.readBoolean() ? read(name, in, loader) : null;
      TypeSerializerSnapshot<?> values = read(name, in, loader);
      states.add(new StateEntry(name, kind, namespaces, values));
    }
    List<TimerEntry> timers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      timers.add(new TimerEntry(name, TypeSerializerSnapshot.readVersionedSnapshot(in, loader)));
    }
    return new SnapshotHeader(maxParallelism, keys, states, timers);
  }

  private static TypeSerializerSnapshot<?> read(String state, DataInputView in, ClassLoader loader)
      throws IOException {
    try {
      return TypeSerializerSnapshot.readVersionedSnapshot(in, loader);
    } catch (RuntimeException e) {
      throw RestoredSerializers.notReadable(state, e);
    }
  }
}
