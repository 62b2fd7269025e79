// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.source.Boundedness;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceReaderContext;
import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.SplitEnumeratorContext;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What sources of files have in common.
 *
 * @param <T> type of the records
 * @param <SplitT> type of the splits
 */
public abstract class AbstractFileSource<T, SplitT extends FileSourceSplit>
    implements Source<T, SplitT, PendingSplitsCheckpoint<SplitT>>, ResultTypeQueryable<T> {
  private static final long serialVersionUID = 1L;

  private final Settings settings;
  private final StreamFormat<T> streamFormat;
  private final BulkFormat<T, SplitT> bulkFormat;

  /** What to read and how to deal it out. */
  record Settings(
      Path[] paths,
      FileEnumerator.Provider enumerator,
      FileSplitAssigner.Provider assigner,
      Duration interval)
      implements Serializable {}

  AbstractFileSource(
      Settings settings, StreamFormat<T> streamFormat, BulkFormat<T, SplitT> bulkFormat) {
    this.settings = settings;
    this.streamFormat = streamFormat;
    this.bulkFormat = bulkFormat;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return streamFormat != null ? streamFormat.getProducedType() : bulkFormat.getProducedType();
  }

  @Override
  public Boundedness getBoundedness() {
    return settings.interval == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<T, SplitT> createReader(SourceReaderContext readerContext) {
    return new FileReader<>(
        readerContext,
        split ->
            streamFormat != null
                ? SplitRecords.of(streamFormat, split)
                : SplitRecords.of(bulkFormat, split));
  }

  @Override
  public SplitEnumerator<SplitT, PendingSplitsCheckpoint<SplitT>> createEnumerator(
      SplitEnumeratorContext<SplitT> enumContext) {
    FileEnumerator files = settings.enumerator.create();
    Collection<FileSourceSplit> splits =
        FileEnumeration.look(files, settings.paths, enumContext.currentParallelism());
    Set<Path> known = new LinkedHashSet<>();
    splits.forEach(split -> known.add(split.path()));
    return enumeration(enumContext, files, splits, known);
  }

  @Override
  public SplitEnumerator<SplitT, PendingSplitsCheckpoint<SplitT>> restoreEnumerator(
      SplitEnumeratorContext<SplitT> enumContext, PendingSplitsCheckpoint<SplitT> checkpoint) {
    return enumeration(
        enumContext,
        settings.enumerator.create(),
        new ArrayList<>(checkpoint.getSplits()),
        checkpoint.getAlreadyProcessedPaths());
  }

  private SplitEnumerator<SplitT, PendingSplitsCheckpoint<SplitT>> enumeration(
      SplitEnumeratorContext<SplitT> context,
      FileEnumerator files,
      Collection<FileSourceSplit> splits,
      Collection<Path> known) {
    return new FileEnumeration<>(
        context, files, settings.assigner.create(splits), settings.paths, settings.interval, known);
  }

  @Override
  public abstract SimpleVersionedSerializer<SplitT> getSplitSerializer();

  @Override
  public SimpleVersionedSerializer<PendingSplitsCheckpoint<SplitT>>
      getEnumeratorCheckpointSerializer() {
    return new PendingSplitsCheckpointSerializer<>(getSplitSerializer());
  }

  /**
   * Builds a source.
   *
   * @param <T> type of the records
   * @param <SplitT> type of the splits
   * @param <SELF> the builder
   */
  public abstract static class AbstractFileSourceBuilder<
      T, SplitT extends FileSourceSplit, SELF extends AbstractFileSourceBuilder<T, SplitT, SELF>> {
    private final Path[] paths;
    private FileEnumerator.Provider enumerator;
    private FileSplitAssigner.Provider assigner = LocalityAwareSplitAssigner::new;
    private Duration interval;

    AbstractFileSourceBuilder(Path[] paths, FileEnumerator.Provider enumerator) {
      if (paths.length == 0) {
        throw new IllegalArgumentException("a file source needs at least one path");
      }
      List.of(paths).forEach(Objects::requireNonNull);
      this.paths = paths.clone();
      this.enumerator = enumerator;
    }

    public abstract AbstractFileSource<T, SplitT> build();

    final Settings settings() {
      return new Settings(paths, enumerator, assigner, interval);
    }

    /** Looks for new files again and again; the source does not end. */
    public SELF monitorContinuously(Duration discoveryInterval) {
      if (discoveryInterval.toMillis() < 1) {
        throw new IllegalArgumentException(
            "the interval at which files are looked for is "
                + discoveryInterval
                + "; it must be at least 1 ms");
      }
      this.interval = discoveryInterval;
      return self();
    }

    /** Reads what is there at the beginning, and ends. */
    public SELF processStaticFileSet() {
      this.interval = null;
      return self();
    }

    /** How files are found and cut. */
    public SELF setFileEnumerator(FileEnumerator.Provider fileEnumerator) {
      this.enumerator = Objects.requireNonNull(fileEnumerator);
      return self();
    }

    /** Which split goes to which reader. */
    public SELF setSplitAssigner(FileSplitAssigner.Provider splitAssigner) {
      this.assigner = Objects.requireNonNull(splitAssigner);
      return self();
    }

    @SuppressWarnings("unchecked")
    private SELF self() {
      return (SELF) this;
    }
  }
}
