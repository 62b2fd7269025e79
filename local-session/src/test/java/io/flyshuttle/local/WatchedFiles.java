// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.core.file.BlockLocation;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystemKind;
import io.flyshuttle.core.file.FileSystemProvider;
import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Local files by another scheme: {@code watched:/directory}. Counts what is read, and lets a test
 * come in before each operation.
 */
public final class WatchedFiles implements FileSystemProvider {

  /** Comes in before an operation; may wait or fail. */
  @FunctionalInterface
  interface Interference {
    void before(String operation, Path path) throws IOException;
  }

  private static final Interference NONE = (operation, path) -> {};

  private static volatile Interference interference = NONE;
  private static final AtomicLong STATE_BYTES_READ = new AtomicLong();

  /**
   * From now on each of the operations open, create, write, sync, close, rename, delete is told.
   */
  static void interfere(Interference wanted) {
    interference = wanted;
  }

  static void reset() {
    interference = NONE;
    STATE_BYTES_READ.set(0);
  }

  /** Bytes read from segments since the last reset. */
  static long stateBytesRead() {
    return STATE_BYTES_READ.get();
  }

  static String uri(java.nio.file.Path directory) {
    return "watched:" + directory.toUri().getPath();
  }

  @Override
  public boolean serves(String scheme) {
    return scheme.equals("watched");
  }

  @Override
  public FileSystem create(URI uri, Map<String, String> options) {
    return new Watched();
  }

  private static final class Watched extends FileSystem {
    private final FileSystem local = FileSystem.getLocalFileSystem();

    private static Path inner(Path path) {
      return new Path("file://" + path.getPath());
    }

    private static FileStatus outer(FileStatus status) {
      return new FileStatus() {
        @Override
        public long getLen() {
          return status.getLen();
        }

        @Override
        public long getBlockSize() {
          return status.getBlockSize();
        }

        @Override
        public short getReplication() {
          return status.getReplication();
        }

        @Override
        public long getModificationTime() {
          return status.getModificationTime();
        }

        @Override
        public long getAccessTime() {
          return status.getAccessTime();
        }

        @Override
        public boolean isDir() {
          return status.isDir();
        }

        @Override
        public Path getPath() {
          return new Path("watched:" + status.getPath().getPath());
        }
      };
    }

    @Override
    public Path getWorkingDirectory() {
      return local.getWorkingDirectory();
    }

    @Override
    public Path getHomeDirectory() {
      return local.getHomeDirectory();
    }

    @Override
    public URI getUri() {
      return URI.create("watched:///");
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      return outer(local.getFileStatus(inner(path)));
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) {
      return new BlockLocation[0];
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
      return open(path);
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
      interference.before("open", path);
      FSDataInputStream in = local.open(inner(path));
      return path.getName().endsWith(".segment") ? new Counting(in) : in;
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      return Arrays.stream(local.listStatus(inner(path)))
          .map(Watched::outer)
          .toArray(FileStatus[]::new);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      interference.before("delete", path);
      return local.delete(inner(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
      return local.mkdirs(inner(path));
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode overwriteMode) throws IOException {
      interference.before("create", path);
      return new Disturbed(path, local.create(inner(path), overwriteMode));
    }

    @Override
    public boolean rename(Path source, Path destination) throws IOException {
      interference.before("rename", destination);
      return local.rename(inner(source), inner(destination));
    }

    @Override
    public boolean isDistributedFS() {
      return true;
    }

    @Override
    public FileSystemKind getKind() {
      return FileSystemKind.FILE_SYSTEM;
    }
  }

  private static final class Counting extends FSDataInputStream {
    private final FSDataInputStream in;

    Counting(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public void seek(long desired) throws IOException {
      in.seek(desired);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      STATE_BYTES_READ.addAndGet(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      STATE_BYTES_READ.addAndGet(Math.max(0, count));
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class Disturbed extends FSDataOutputStream {
    private final Path path;
    private final FSDataOutputStream out;

    Disturbed(Path path, FSDataOutputStream out) {
      this.path = path;
      this.out = out;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      interference.before("write", path);
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      interference.before("write", path);
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void sync() throws IOException {
      interference.before("sync", path);
      out.sync();
    }

    @Override
    public void close() throws IOException {
      interference.before("close", path);
      out.close();
    }
  }
}
