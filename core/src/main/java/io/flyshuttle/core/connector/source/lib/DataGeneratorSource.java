// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.source.Boundedness;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceReaderContext;
import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.SplitEnumeratorContext;
import io.flyshuttle.core.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.format.collection.NumberSequenceIterator;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Records that a function makes of the numbers 0, 1, 2 …: each number once, also after failures.
 *
 * @param <OUT> type of the records
 */
public class DataGeneratorSource<OUT>
    implements Source<OUT, NumberSequenceSplit, Collection<NumberSequenceSplit>>,
        ResultTypeQueryable<OUT> {
  private static final long serialVersionUID = 1L;

  private final GeneratorFunction<Long, OUT> generatorFunction;
  private final long count;
  private final RateLimiterStrategy rateLimiterStrategy;
  private final TypeInformation<OUT> typeInfo;

  public DataGeneratorSource(
      GeneratorFunction<Long, OUT> generatorFunction, long count, TypeInformation<OUT> typeInfo) {
    this(generatorFunction, count, RateLimiterStrategy.noOp(), typeInfo);
  }

  /**
   * @param count how many records; {@link Long#MAX_VALUE} goes on practically for ever
   */
  public DataGeneratorSource(
      GeneratorFunction<Long, OUT> generatorFunction,
      long count,
      RateLimiterStrategy rateLimiterStrategy,
      TypeInformation<OUT> typeInfo) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "the number of records is " + count + "; it must be at least 0");
    }
    this.generatorFunction = Objects.requireNonNull(generatorFunction);
    this.count = count;
    this.rateLimiterStrategy = Objects.requireNonNull(rateLimiterStrategy);
    this.typeInfo = Objects.requireNonNull(typeInfo);
  }

  @Override
  public TypeInformation<OUT> getProducedType() {
    return typeInfo;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  private NumberSequenceSource numbers() {
    return new NumberSequenceSource(0, Math.max(0, count - 1));
  }

  @Override
  public SourceReader<OUT, NumberSequenceSplit> createReader(SourceReaderContext readerContext)
      throws Exception {
    return new RateLimitedSourceReader<>(
        new Reader<>(readerContext, generatorFunction),
        rateLimiterStrategy.createRateLimiter(readerContext.currentParallelism()));
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> enumContext) {
    return count == 0
        ? new IteratorSourceEnumerator<>(enumContext, List.of())
        : numbers().createEnumerator(enumContext);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> enumContext,
      Collection<NumberSequenceSplit> checkpoint) {
    return numbers().restoreEnumerator(enumContext, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
    return numbers().getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
      getEnumeratorCheckpointSerializer() {
    return numbers().getEnumeratorCheckpointSerializer();
  }

  private static final class Reader<OUT>
      extends IteratorSourceReaderBase<Long, OUT, NumberSequenceIterator, NumberSequenceSplit> {
    private final GeneratorFunction<Long, OUT> function;

    Reader(SourceReaderContext context, GeneratorFunction<Long, OUT> function) throws Exception {
      super(context);
      this.function = function;
      function.open(context);
    }

    @Override
    protected OUT convert(Long value) {
      try {
        return function.map(value);
      } catch (Exception e) {
        throw new FlyshuttleException(
            ErrorCode.USER_FUNCTION_FAILED, "the generator failed on number " + value, e);
      }
    }

    @Override
    public void close() throws Exception {
      function.close();
    }
  }
}
