// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.file.Path;

/**
 * Files as a source: those that are there, or also those that appear while it runs.
 *
 * @param <T> type of the records
 */
public final class FileSource<T> extends AbstractFileSource<T, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  /** Cuts files into splits if the format can begin in their middle. */
  public static final FileEnumerator.Provider DEFAULT_SPLITTABLE_FILE_ENUMERATOR =
      BlockSplittingRecursiveEnumerator::new;

  public static final FileEnumerator.Provider DEFAULT_NON_SPLITTABLE_FILE_ENUMERATOR =
      NonSplittingRecursiveEnumerator::new;

  private FileSource(
      Settings settings, StreamFormat<T> streamFormat, BulkFormat<T, FileSourceSplit> bulkFormat) {
    super(settings, streamFormat, bulkFormat);
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
  }

  /** Records that are read one by one. */
  public static <T> FileSourceBuilder<T> forRecordStreamFormat(
      StreamFormat<T> streamFormat, Path... paths) {
    return new FileSourceBuilder<>(paths, streamFormat, null, streamFormat.isSplittable());
  }

  /** Records that are read in batches. */
  public static <T> FileSourceBuilder<T> forBulkFileFormat(
      BulkFormat<T, FileSourceSplit> bulkFormat, Path... paths) {
    return new FileSourceBuilder<>(paths, null, bulkFormat, bulkFormat.isSplittable());
  }

  /**
   * Builds the source.
   *
   * @param <T> type of the records
   */
  public static final class FileSourceBuilder<T>
      extends AbstractFileSourceBuilder<T, FileSourceSplit, FileSourceBuilder<T>> {
    private final StreamFormat<T> streamFormat;
    private final BulkFormat<T, FileSourceSplit> bulkFormat;

    private FileSourceBuilder(
        Path[] paths,
        StreamFormat<T> streamFormat,
        BulkFormat<T, FileSourceSplit> bulkFormat,
        boolean splittable) {
      super(
          paths,
          splittable ? DEFAULT_SPLITTABLE_FILE_ENUMERATOR : DEFAULT_NON_SPLITTABLE_FILE_ENUMERATOR);
      this.streamFormat = streamFormat;
      this.bulkFormat = bulkFormat;
    }

    @Override
    public FileSource<T> build() {
      return new FileSource<>(settings(), streamFormat, bulkFormat);
    }
  }
}
