// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

/**
 * Compares the sources of an alignment group. Their enumerators report the lowest watermark of
 * their readers, as replies; they are told the lowest of the group whenever it changes. It has no
 * state: after a restart everybody reports again. It ends when all sources of the group have ended.
 */
public final class GroupAligner implements PullSource {
  private final int members;
  private final long[] watermarks;
  private final BitSet ended = new BitSet();
  private final CompletableFuture<Void> allEnded = new CompletableFuture<>();
  private Output<byte[]> output;
  private long told = Long.MIN_VALUE;

  private GroupAligner(int members) {
    this.members = members;
    this.watermarks = new long[members];
    Arrays.fill(watermarks, Long.MIN_VALUE);
  }

  /**
   * A factory for the plan.
   *
   * @param members number of sources in the group
   */
  public static OperatorFactory factory(int members) {
    return () -> new GroupAligner(members);
  }

  /** What a source reports; {@code Long.MAX_VALUE} while all of it is idle. */
  static byte[] report(int member, long watermark) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeInt(member);
    out.writeLong(watermark);
    return out.getCopyOfBuffer();
  }

  /** What a source says last. */
  static byte[] ended(int member) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeInt(member);
    return out.getCopyOfBuffer();
  }

  @Override
  public void open(OperatorContext context) {
    output = context.output();
  }

  @Override
  public void onReply(int receiver, byte[] message) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(message);
    int member = in.readInt();
    if (in.available() > 0) {
      watermarks[member] = in.readLong();
    } else {
      ended.set(member);
    }
    long lowest = lowest(watermarks, ended);
    if (lowest != told) {
      told = lowest;
      output.emit(SourceOrders.align(0, lowest), Operator.NO_TIMESTAMP);
    }
    if (ended.cardinality() == members) {
      allEnded.complete(null);
    }
  }

  /**
   * The lowest watermark of those that have not ended and have come to one; {@code Long.MIN_VALUE}
   * if nobody has.
   */
  static long lowest(long[] watermarks, BitSet ended) {
    long lowest = Long.MAX_VALUE;
    boolean any = false;
    for (int i = 0; i < watermarks.length; i++) {
      if (!ended.get(i) && watermarks[i] > Long.MIN_VALUE) {
        any = true;
        lowest = Math.min(lowest, watermarks[i]);
      }
    }
    return any || ended.cardinality() == watermarks.length ? lowest : Long.MIN_VALUE;
  }

  @Override
  public Status pull(int maxRecords) {
    return allEnded.isDone() ? Status.END : Status.NOTHING_NOW;
  }

  @Override
  public CompletableFuture<?> available() {
    return allEnded;
  }
}
