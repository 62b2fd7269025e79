// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import io.flyshuttle.core.file.BlockLocation;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystemKind;
import io.flyshuttle.core.file.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** A file system of Hadoop. Failures that Hadoop tells apart by class get a code. */
public final class HadoopFileSystem extends FileSystem {
  private static final Set<String> FILE_SYSTEMS =
      Set.of("hdfs", "viewfs", "webhdfs", "swebhdfs", "file", "o3fs", "ofs", "har");

  /** A call of Hadoop's client. */
  @FunctionalInterface
  private interface Call<T> {
    T run() throws IOException;
  }

  private final org.apache.hadoop.fs.FileSystem hadoop;

  /** Wraps {@code hadoop}, which stays open. */
  public HadoopFileSystem(org.apache.hadoop.fs.FileSystem hadoop) {
    this.hadoop = hadoop;
  }

  /** Hadoop's own object. */
  public org.apache.hadoop.fs.FileSystem hadoopFileSystem() {
    return hadoop;
  }

  private static org.apache.hadoop.fs.Path toHadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private static <T> T call(Path path, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (IOException e) {
      throw HadoopFailures.translate(e, path.toString());
    }
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(hadoop.getWorkingDirectory().toUri());
  }

  @Override
  public Path getHomeDirectory() {
    return new Path(hadoop.getHomeDirectory().toUri());
  }

  @Override
  public URI getUri() {
    return hadoop.getUri();
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return call(path, () -> new HadoopFileStatus(hadoop.getFileStatus(toHadoop(path))));
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len)
      throws IOException {
    if (file instanceof HadoopFileStatus status) {
      return call(
          file.getPath(),
          () ->
              HadoopFileStatus.blocks(
                  hadoop.getFileBlockLocations(status.hadoopStatus(), start, len)));
    }
    return call(
        file.getPath(),
        () ->
            HadoopFileStatus.blocks(
                hadoop.getFileBlockLocations(toHadoop(file.getPath()), start, len)));
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return call(path, () -> new HadoopInputStream(hadoop.open(toHadoop(path), bufferSize), path));
  }

  @Override
  public FSDataInputStream open(Path path) throws IOException {
    return call(path, () -> new HadoopInputStream(hadoop.open(toHadoop(path)), path));
  }

  /** Asks for the blocks along with the files: it costs no more. */
  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return call(
        path,
        () -> {
          List<FileStatus> found = new ArrayList<>();
          RemoteIterator<LocatedFileStatus> children = hadoop.listLocatedStatus(toHadoop(path));
          while (children.hasNext()) {
            found.add(HadoopFileStatus.located(children.next()));
          }
          return found.toArray(new FileStatus[0]);
        });
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return call(path, () -> hadoop.delete(toHadoop(path), recursive));
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    return call(path, () -> hadoop.mkdirs(toHadoop(path)));
  }

  @Override
  public FSDataOutputStream create(Path path, WriteMode overwriteMode) throws IOException {
    boolean overwrite = overwriteMode == WriteMode.OVERWRITE;
    return call(
        path,
        () ->
            new HadoopOutputStream(
                hadoop.create(toHadoop(path), overwrite), hadoop, toHadoop(path)));
  }

  @Override
  public boolean canResume() {
    return hadoop instanceof DistributedFileSystem;
  }

  /**
   * Takes the lease from a former writer, which can then write no more, cuts the file and appends.
   */
  @Override
  public FSDataOutputStream resume(Path path, long length) throws IOException {
    if (!(hadoop instanceof DistributedFileSystem hdfs)) {
      return super.resume(path, length);
    }
    return call(
        path,
        () -> {
          org.apache.hadoop.fs.Path file = toHadoop(path);
          long size = HdfsRecovery.close(hdfs, file);
          if (size < length) {
            throw new IOException(
                path + " has " + size + " bytes; " + length + " were made durable");
          }
          if (size > length && !hdfs.truncate(file, length)) {
            HdfsRecovery.close(hdfs, file);
          }
          return new HadoopOutputStream(hdfs.append(file), hdfs, file);
        });
  }

  @Override
  public boolean rename(Path source, Path destination) throws IOException {
    return call(source, () -> rename(toHadoop(source), toHadoop(destination)));
  }

  private boolean rename(org.apache.hadoop.fs.Path source, org.apache.hadoop.fs.Path destination)
      throws IOException {
    if (destination.getParent() != null) {
      hadoop.mkdirs(destination.getParent());
    }
    if (hadoop instanceof DistributedFileSystem hdfs) {
      // The older call moves into a directory that is there; this one refuses, in one step.
      try {
        hdfs.rename(source, destination, Options.Rename.NONE);
        return true;
      } catch (FileNotFoundException | FileAlreadyExistsException e) {
        return false;
      }
    }
    return !hadoop.exists(destination) && hadoop.rename(source, destination);
  }

  @Override
  public boolean isDistributedFS() {
    return true;
  }

  @Override
  public FileSystemKind getKind() {
    return FILE_SYSTEMS.contains(hadoop.getUri().getScheme())
        ? FileSystemKind.FILE_SYSTEM
        : FileSystemKind.OBJECT_STORE;
  }

  @Override
  public long getDefaultBlockSize() {
    return hadoop.getDefaultBlockSize(hadoop.getWorkingDirectory());
  }
}
