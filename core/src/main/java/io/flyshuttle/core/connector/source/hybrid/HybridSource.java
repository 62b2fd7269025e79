// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.hybrid;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.source.Boundedness;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceReaderContext;
import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.SplitEnumeratorContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads sources one after the other: the next begins when all readers have read the one before to
 * its end. All but the last must be bounded.
 *
 * <pre>
 * HybridSource.builder(files).addSource(live).build()
 * </pre>
 *
 * @param <T> type of the records
 */
public class HybridSource<T> implements Source<T, HybridSplit, HybridState> {
  private static final long serialVersionUID = 1L;

  private final List<Source<T, ?, ?>> sources;

  private HybridSource(List<Source<T, ?, ?>> sources) {
    this.sources = sources;
  }

  /** Begins with the source to read first. */
  public static <T, EnumT extends SplitEnumerator<?, ?>> HybridSourceBuilder<T, EnumT> builder(
      Source<T, ?, ?> firstSource) {
    return new HybridSourceBuilder<T, EnumT>(new ArrayList<>()).addSource(firstSource);
  }

  /** That of the last source. */
  @Override
  public Boundedness getBoundedness() {
    return sources.get(sources.size() - 1).getBoundedness();
  }

  @Override
  public SourceReader<T, HybridSplit> createReader(SourceReaderContext readerContext) {
    return new HybridReader<>(sources, readerContext);
  }

  @Override
  public SplitEnumerator<HybridSplit, HybridState> createEnumerator(
      SplitEnumeratorContext<HybridSplit> enumContext) throws Exception {
    return new HybridEnumerator(sources, enumContext, null);
  }

  @Override
  public SplitEnumerator<HybridSplit, HybridState> restoreEnumerator(
      SplitEnumeratorContext<HybridSplit> enumContext, HybridState checkpoint) throws Exception {
    return new HybridEnumerator(sources, enumContext, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<HybridSplit> getSplitSerializer() {
    return HybridSplit.SERIALIZER;
  }

  @Override
  public SimpleVersionedSerializer<HybridState> getEnumeratorCheckpointSerializer() {
    return HybridState.SERIALIZER;
  }

  /**
   * The sources in their order.
   *
   * @param <T> type of the records
   * @param <EnumT> enumerator of the source added last
   */
  public static class HybridSourceBuilder<T, EnumT extends SplitEnumerator<?, ?>> {
    private final List<Source<T, ?, ?>> sources;

    private HybridSourceBuilder(List<Source<T, ?, ?>> sources) {
      this.sources = sources;
    }

    /** The source to read when all those before have been read. */
    public <ToEnumT extends SplitEnumerator<?, ?>, NextSourceT extends Source<T, ?, ?>>
        HybridSourceBuilder<T, ToEnumT> addSource(NextSourceT source) {
      if (!sources.isEmpty()) {
        Source<T, ?, ?> before = sources.get(sources.size() - 1);
        if (before.getBoundedness() != Boundedness.BOUNDED) {
          throw new IllegalArgumentException(
              "source "
                  + sources.size()
                  + ", "
                  + before.getClass().getName()
                  + ", is unbounded: no source can come after it");
        }
      }
      sources.add(source);
      return new HybridSourceBuilder<>(sources);
    }

    public HybridSource<T> build() {
      return new HybridSource<>(new ArrayList<>(sources));
    }
  }
}
