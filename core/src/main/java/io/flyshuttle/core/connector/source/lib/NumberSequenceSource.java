// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.source.Boundedness;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceReaderContext;
import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.SplitEnumeratorContext;
import io.flyshuttle.core.format.collection.NumberSequenceIterator;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The whole numbers from one to another, both included: one contiguous split a reader, each read in
 * order.
 */
public class NumberSequenceSource
    implements Source<
            Long,
            NumberSequenceSource.NumberSequenceSplit,
            Collection<NumberSequenceSource.NumberSequenceSplit>>,
        ResultTypeQueryable<Long> {
  private static final long serialVersionUID = 1L;

  private final long from;
  private final long to;

  public NumberSequenceSource(long from, long to) {
    if (from > to) {
      throw new IllegalArgumentException(
          "the start of the sequence, " + from + ", is above its end, " + to);
    }
    this.from = from;
    this.to = to;
  }

  public long getFrom() {
    return from;
  }

  public long getTo() {
    return to;
  }

  @Override
  public TypeInformation<Long> getProducedType() {
    return Types.LONG;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext readerContext) {
    return new IteratorSourceReader<>(readerContext);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> enumContext) {
    return new IteratorSourceEnumerator<>(
        enumContext, splitNumberRange(from, to, enumContext.currentParallelism()));
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> enumContext,
      Collection<NumberSequenceSplit> checkpoint) {
    return new IteratorSourceEnumerator<>(enumContext, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
    return new SplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
      getEnumeratorCheckpointSerializer() {
    return new CheckpointSerializer();
  }

  /** Cuts a range into at most {@code numSplits} parts of nearly the same length. */
  protected List<NumberSequenceSplit> splitNumberRange(long from, long to, int numSplits) {
    BigInteger start = BigInteger.valueOf(from);
    BigInteger count = BigInteger.valueOf(to).subtract(start).add(BigInteger.ONE);
    BigInteger parts = BigInteger.valueOf(numSplits);
    List<NumberSequenceSplit> splits = new ArrayList<>();
    BigInteger first = start;
    for (int i = 1; i <= numSplits; i++) {
      BigInteger end = start.add(count.multiply(BigInteger.valueOf(i)).divide(parts));
      if (end.compareTo(first) > 0) {
        splits.add(
            new NumberSequenceSplit(
                String.valueOf(splits.size() + 1),
                first.longValueExact(),
                end.subtract(BigInteger.ONE).longValueExact()));
      }
      first = end;
    }
    return splits;
  }

  /** A range of numbers. Immutable. */
  public static class NumberSequenceSplit
      implements IteratorSourceSplit<Long, NumberSequenceIterator> {
    private final String splitId;
    private final long from;
    private final long to;

    public NumberSequenceSplit(String splitId, long from, long to) {
      this.splitId = splitId;
      this.from = from;
      this.to = to;
    }

    @Override
    public String splitId() {
      return splitId;
    }

    public long from() {
      return from;
    }

    public long to() {
      return to;
    }

    @Override
    public NumberSequenceIterator getIterator() {
      return new NumberSequenceIterator(from, to);
    }

    @Override
    public IteratorSourceSplit<Long, NumberSequenceIterator> getUpdatedSplitForIterator(
        NumberSequenceIterator iterator) {
      return new NumberSequenceSplit(splitId, iterator.getCurrent(), iterator.getTo());
    }

    @Override
    public String toString() {
      return "numbers " + from + " to " + to + " (split " + splitId + ")";
    }
  }

  private static final class SplitSerializer
      implements SimpleVersionedSerializer<NumberSequenceSplit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(NumberSequenceSplit split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(32);
      write(split, out);
      return out.getCopyOfBuffer();
    }

    @Override
    public NumberSequenceSplit deserialize(int version, byte[] serialized) throws IOException {
      return read(new DataInputDeserializer(serialized));
    }

    static void write(NumberSequenceSplit split, DataOutputSerializer out) throws IOException {
      out.writeUTF(split.splitId);
      out.writeLong(split.from);
      out.writeLong(split.to);
    }

    static NumberSequenceSplit read(DataInputDeserializer in) throws IOException {
      return new NumberSequenceSplit(in.readUTF(), in.readLong(), in.readLong());
    }
  }

  private static final class CheckpointSerializer
      implements SimpleVersionedSerializer<Collection<NumberSequenceSplit>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Collection<NumberSequenceSplit> checkpoint) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      out.writeInt(checkpoint.size());
      for (NumberSequenceSplit split : checkpoint) {
        SplitSerializer.write(split, out);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public Collection<NumberSequenceSplit> deserialize(int version, byte[] serialized)
        throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(serialized);
      List<NumberSequenceSplit> splits = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        splits.add(SplitSerializer.read(in));
      }
      return splits;
    }
  }
}
