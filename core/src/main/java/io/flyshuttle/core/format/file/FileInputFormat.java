// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.BaseStatistics;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.LocatableInputSplitAssigner;
import io.flyshuttle.core.format.RichInputFormat;
import io.flyshuttle.core.option.Configuration;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * An input of files. A path is a file or a directory, whose files are read, and with {@link
 * #setNestedFileEnumeration} those of its directories too; names that start with a dot or an
 * underscore are left out. Files are cut at their blocks, so that a split can be read where its
 * data is; compressed files, known by their extension, are not cut.
 *
 * <p>A subclass reads from {@link #stream}, which stands at the start of the split.
 */
public abstract class FileInputFormat<OT> extends RichInputFormat<OT, FileInputSplit> {
  private static final long serialVersionUID = 1L;

  /** Parameter by which nested files are read. */
  public static final String ENUMERATE_NESTED_FILES_FLAG = "recursive.file.enumeration";

  /** Length of a split that reaches to the end of the file. */
  protected static final long READ_WHOLE_SPLIT_FLAG = -1L;

  /** The open file; null if none is open. */
  protected transient FSDataInputStream stream;

  /** First byte of the open split. */
  protected transient long splitStart;

  /** Bytes of the open split, or {@link #READ_WHOLE_SPLIT_FLAG}. */
  protected transient long splitLength;

  /** The open split. */
  protected transient FileInputSplit currentSplit;

  /** The input if it is one path; see {@link #getFilePaths}. */
  @Deprecated protected Path filePath;

  /** No split is smaller, but at the end of a file. */
  protected long minSplitSize;

  /** How many splits are wanted at least; -1 leaves it to the source's parallelism. */
  protected int numSplits = -1;

  /** Milliseconds that opening a file may take; 0 leaves it to the file system. */
  protected long openTimeout;

  /** Whether no file may be cut. */
  protected boolean unsplittable;

  /** Whether the files of nested directories are read. */
  protected boolean enumerateNestedFiles;

  private Path[] filePaths;
  private FilePathFilter filesFilter = FilePathFilter.createDefaultFilter();

  /** An input whose path is set later. */
  public FileInputFormat() {}

  /** An input of {@code filePath}; null if it is set later. */
  protected FileInputFormat(Path filePath) {
    if (filePath != null) {
      this.filePath = filePath;
    }
  }

  /** Has files with the extension read through {@code factory}, in this process. */
  public static void registerInflaterInputStreamFactory(
      String fileExtension, InflaterInputStreamFactory<?> factory) {
    Decompression.register(fileExtension, factory);
  }

  /** The reader of files with the extension; null if they are not compressed. */
  protected static InflaterInputStreamFactory<?> getInflaterInputStreamFactory(
      String fileExtension) {
    return Decompression.of(fileExtension);
  }

  /** Extensions of the compressed files that can be read. */
  public static Set<String> getSupportedCompressionFormats() {
    return Decompression.extensions();
  }

  /** What follows the last dot of a file's name; null if there is none. */
  protected static String extractFileExtension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? null : fileName.substring(dot + 1);
  }

  /** The first path; null if none is set. */
  @Deprecated
  public Path getFilePath() {
    Path[] paths = getFilePaths();
    return paths.length == 0 ? null : paths[0];
  }

  /** All paths. */
  public Path[] getFilePaths() {
    if (filePaths != null) {
      return filePaths;
    }
    return filePath == null ? new Path[0] : new Path[] {filePath};
  }

  /** Sets the one path. */
  public void setFilePath(String filePath) {
    if (filePath == null) {
      throw new IllegalArgumentException("the input path is null");
    }
    try {
      setFilePath(new Path(filePath));
    } catch (IllegalArgumentException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "Input path '" + filePath + "' is not a path: " + e.getMessage(),
          e);
    }
  }

  /** Sets the one path. */
  public void setFilePath(Path filePath) {
    setFilePaths(filePath);
  }

  /** Sets all paths. */
  public void setFilePaths(String... filePaths) {
    setFilePaths(Arrays.stream(filePaths).map(Path::new).toArray(Path[]::new));
  }

  /** Sets all paths. */
  public void setFilePaths(Path... filePaths) {
    if (filePaths.length == 0 || Arrays.asList(filePaths).contains(null)) {
      throw new IllegalArgumentException("an input needs one path at least, and none is null");
    }
    if (filePaths.length > 1 && !supportsMultiPaths()) {
      throw new UnsupportedOperationException(
          getClass().getName() + " reads one path only, but was given " + filePaths.length);
    }
    this.filePath = filePaths[0];
    this.filePaths = filePaths.clone();
  }

  /** Whether several paths can be set. */
  @Deprecated
  public boolean supportsMultiPaths() {
    return true;
  }

  /** No split is smaller, but at the end of a file. */
  public long getMinSplitSize() {
    return minSplitSize;
  }

  /** Sets the smallest size of a split, in bytes. */
  public void setMinSplitSize(long minSplitSize) {
    if (minSplitSize < 0) {
      throw new IllegalArgumentException("the smallest size of a split cannot be negative");
    }
    this.minSplitSize = minSplitSize;
  }

  /** How many splits are wanted at least; -1 leaves it to the source's parallelism. */
  public int getNumSplits() {
    return numSplits;
  }

  /** Sets how many splits are wanted at least; -1 leaves it to the source's parallelism. */
  public void setNumSplits(int numSplits) {
    if (numSplits < -1 || numSplits == 0) {
      throw new IllegalArgumentException("the number of splits is positive, or -1 for any");
    }
    this.numSplits = numSplits;
  }

  /** Milliseconds that opening a file may take; 0 leaves it to the file system. */
  public long getOpenTimeout() {
    return openTimeout;
  }

  /** Sets how many milliseconds opening a file may take; 0 leaves it to the file system. */
  public void setOpenTimeout(long openTimeout) {
    if (openTimeout < 0) {
      throw new IllegalArgumentException("the time to open a file cannot be negative");
    }
    this.openTimeout = openTimeout;
  }

  /** Whether the files of nested directories are read. */
  public boolean getNestedFileEnumeration() {
    return enumerateNestedFiles;
  }

  /** Sets whether the files of nested directories are read. */
  public void setNestedFileEnumeration(boolean enable) {
    enumerateNestedFiles = enable;
  }

  /** Sets which files and directories are left out. */
  public void setFilesFilter(FilePathFilter filesFilter) {
    if (filesFilter == null) {
      throw new IllegalArgumentException("the filter is null");
    }
    this.filesFilter = filesFilter;
  }

  /** First byte of the open split. */
  public long getSplitStart() {
    return splitStart;
  }

  /** Bytes of the open split; -1 for all to the end of the file. */
  public long getSplitLength() {
    return splitLength;
  }

  @Override
  public void configure(Configuration parameters) {
    if (!enumerateNestedFiles) {
      enumerateNestedFiles = parameters.getBoolean(ENUMERATE_NESTED_FILES_FLAG, false);
    }
  }

  @Override
  public FileBaseStatistics getStatistics(BaseStatistics cachedStatistics) throws IOException {
    FileBaseStatistics cached =
        cachedStatistics instanceof FileBaseStatistics statistics ? statistics : null;
    try {
      return getFileStats(cached, getFilePaths(), new ArrayList<>());
    } catch (FileNotFoundException e) {
      // Whoever reads the input reports it; an estimate is no place to fail.
      return null;
    }
  }

  /** Size and age of all paths together; fills {@code files} with what would be read. */
  protected FileBaseStatistics getFileStats(
      FileBaseStatistics cachedStats, Path[] filePaths, ArrayList<FileStatus> files)
      throws IOException {
    long latest = 0;
    long size = 0;
    for (Path path : filePaths) {
      FileBaseStatistics one = getFileStats(cachedStats, path, path.getFileSystem(), files);
      latest = Math.max(latest, one.getLastModificationTime());
      size += one.getTotalInputSize();
    }
    if (cachedStats != null
        && latest <= cachedStats.getLastModificationTime()
        && size == cachedStats.getTotalInputSize()) {
      return cachedStats;
    }
    return new FileBaseStatistics(latest, size, BaseStatistics.AVG_RECORD_BYTES_UNKNOWN);
  }

  /** Size and age of one path; fills {@code files} with what would be read. */
  protected FileBaseStatistics getFileStats(
      FileBaseStatistics cachedStats, Path filePath, FileSystem fs, ArrayList<FileStatus> files)
      throws IOException {
    FileStatus status = fs.getFileStatus(filePath);
    long latest = status.getModificationTime();
    int before = files.size();
    addFiles(fs, status, files);
    long size = 0;
    for (FileStatus file : files.subList(before, files.size())) {
      size += file.getLen();
      latest = Math.max(latest, file.getModificationTime());
    }
    return new FileBaseStatistics(latest, size, BaseStatistics.AVG_RECORD_BYTES_UNKNOWN);
  }

  private void addFiles(FileSystem fs, FileStatus status, List<FileStatus> files)
      throws IOException {
    if (!status.isDir()) {
      files.add(status);
      return;
    }
    for (FileStatus child : fs.listStatus(status.getPath())) {
      if (acceptFile(child) && (!child.isDir() || enumerateNestedFiles)) {
        addFiles(fs, child, files);
      }
    }
  }

  /** Whether a file or directory found in a directory is read. */
  public boolean acceptFile(FileStatus fileStatus) {
    String name = fileStatus.getPath().getName();
    return !name.startsWith("_")
        && !name.startsWith(".")
        && !filesFilter.filterPath(fileStatus.getPath());
  }

  /** Whether the file is read as one split. */
  protected boolean testForUnsplittable(FileStatus pathFile) {
    return unsplittable || inflater(pathFile.getPath()) != null;
  }

  private static InflaterInputStreamFactory<?> inflater(Path path) {
    return getInflaterInputStreamFactory(extractFileExtension(path.getName()));
  }

  @Override
  public LocatableInputSplitAssigner getInputSplitAssigner(FileInputSplit[] splits) {
    return new LocatableInputSplitAssigner(splits);
  }

  /**
   * Cuts the input at the blocks of its files. A directory without files is an input without
   * records and without splits.
   *
   * @throws FlyshuttleException with {@link ErrorCode#INPUT_NOT_FOUND} if a path is missing
   */
  @Override
  public FileInputSplit[] createInputSplits(int minNumSplits) throws IOException {
    if (minNumSplits < 1) {
      throw new IllegalArgumentException("at least one split is needed, not " + minNumSplits);
    }
    return new FileSplitter(minSplitSize, this::testForUnsplittable)
        .split(inputFiles(), Math.max(minNumSplits, numSplits));
  }

  /** All files of the input, which must be there. */
  protected final List<FileStatus> inputFiles() throws IOException {
    if (getFilePaths().length == 0) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, getClass().getSimpleName() + " was given no input path.");
    }
    List<FileStatus> files = new ArrayList<>();
    for (Path path : getFilePaths()) {
      try {
        FileSystem fs = path.getFileSystem();
        addFiles(fs, fs.getFileStatus(path), files);
      } catch (FileNotFoundException e) {
        throw notFound(path, e);
      }
    }
    return files;
  }

  private static FlyshuttleException notFound(Path path, Exception cause) {
    boolean bare = path.toUri().getScheme() == null;
    return new FlyshuttleException(
        ErrorCode.INPUT_NOT_FOUND,
        "Input path "
            + path
            + " does not exist"
            + (bare
                ? " in "
                    + FileSystem.getDefaultFsUri()
                    + ", the file system of paths without a scheme (fs.default-scheme)."
                : "."),
        cause);
  }

  @Override
  public void open(FileInputSplit fileSplit) throws IOException {
    currentSplit = fileSplit;
    splitStart = fileSplit.getStart();
    splitLength = fileSplit.getLength();
    FSDataInputStream opened = openFile(fileSplit.getPath());
    try {
      stream = decorateInputStream(opened, fileSplit);
      if (splitStart != 0) {
        stream.seek(splitStart);
      }
    } catch (IOException | RuntimeException e) {
      opened.close();
      stream = null;
      throw e;
    }
  }

  private FSDataInputStream openFile(Path path) throws IOException {
    try {
      return openTimeout == 0 ? path.getFileSystem().open(path) : openWithin(path, openTimeout);
    } catch (FileNotFoundException e) {
      throw notFound(path, e);
    }
  }

  private static FSDataInputStream openWithin(Path path, long timeoutMillis) throws IOException {
    FutureTask<FSDataInputStream> opening = new FutureTask<>(() -> path.getFileSystem().open(path));
    Thread opener = new Thread(opening, "open " + path);
    opener.setDaemon(true);
    opener.start();
    try {
      return opening.get(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("Cannot open " + path, e.getCause());
    } catch (TimeoutException e) {
      opening.cancel(true);
      throw new IOException("Opening " + path + " took more than " + timeoutMillis + " ms.", e);
    } catch (InterruptedException e) {
      opening.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while opening " + path, e);
    }
  }

  /** Wraps the stream of an opened file, to decompress it for example. */
  protected FSDataInputStream decorateInputStream(
      FSDataInputStream inputStream, FileInputSplit fileSplit) throws IOException {
    InflaterInputStreamFactory<?> inflater = inflater(fileSplit.getPath());
    return inflater == null
        ? inputStream
        : new InputStreamFSInputWrapper(inflater.create(inputStream));
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  @Override
  public String toString() {
    String paths =
        Arrays.stream(getFilePaths()).map(Path::toString).collect(Collectors.joining(", "));
    return "File Input (" + (paths.isEmpty() ? "unknown file" : paths) + ')';
  }

  /** Size of files, and when the last of them was changed. */
  public static class FileBaseStatistics implements BaseStatistics {
    /** When the last change was made, in milliseconds since 1970. */
    protected final long fileModTime;

    /** Size of all files, in bytes. */
    protected final long fileSize;

    /** Bytes per record, about. */
    protected final float avgBytesPerRecord;

    /** Statistics with the given values. */
    public FileBaseStatistics(long fileModTime, long fileSize, float avgBytesPerRecord) {
      this.fileModTime = fileModTime;
      this.fileSize = fileSize;
      this.avgBytesPerRecord = avgBytesPerRecord;
    }

    /** When the last change was made, in milliseconds since 1970. */
    public long getLastModificationTime() {
      return fileModTime;
    }

    @Override
    public long getTotalInputSize() {
      return fileSize;
    }

    @Override
    public long getNumberOfRecords() {
      return fileSize == SIZE_UNKNOWN || avgBytesPerRecord == AVG_RECORD_BYTES_UNKNOWN
          ? NUM_RECORDS_UNKNOWN
          : (long) Math.ceil(fileSize / avgBytesPerRecord);
    }

    @Override
    public float getAverageRecordWidth() {
      return avgBytesPerRecord;
    }

    @Override
    public String toString() {
      return "size=" + fileSize + ", recWidth=" + avgBytesPerRecord + ", modAt=" + fileModTime;
    }
  }
}
