// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.failure;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of this machine under {@code failing://NAME/path}: before and after each operation the
 * weather of that name may wait or fail. Usable by any thread.
 */
final class FailingFiles extends FileSystem {
  static final String SCHEME = "failing";

  private static final Map<String, Weather> WEATHERS = new ConcurrentHashMap<>();

  /** What is done to a file. */
  enum Operation {
    CREATE,
    RESUME,
    WRITE,
    SYNC,
    CLOSE,
    RENAME,
    DELETE,
    LIST,
    STATUS,
    MAKE_DIRECTORY,
    OPEN,
    READ
  }

  /** Decides what becomes of operations. Called by the thread that does the work. */
  @FunctionalInterface
  interface Weather {
    /**
     * An operation begins, or has been done and its answer is on its way.
     *
     * @throws IOException if it fails, or if its answer is lost
     */
    void meet(Operation operation, boolean done, Path path) throws IOException;
  }

  /** Found by the engine. */
  public static final class Provider implements FileSystemProvider {
    @Override
    public boolean serves(String scheme) {
      return SCHEME.equals(scheme);
    }

    @Override
    public FileSystem create(URI uri, Map<String, String> options) {
      return new FailingFiles(uri.getAuthority());
    }
  }

  private final String name;
  private final FileSystem local = FileSystem.getLocalFileSystem();

  private FailingFiles(String name) {
    this.name = name;
  }

  /** Sets the weather of a name; the operations of a name without one do not fail. */
  static void weather(String name, Weather weather) {
    WEATHERS.put(name, weather);
  }

  static void forget(String name) {
    WEATHERS.remove(name);
  }

  /** A local path under a name. */
  static Path path(String name, java.nio.file.Path path) {
    return new Path(SCHEME, name, path.toAbsolutePath().toString());
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private void meet(Operation operation, boolean done, Path path) throws IOException {
    Weather weather = WEATHERS.get(name);
    if (weather != null) {
      weather.meet(operation, done, path);
    }
  }

  private <T> T run(Operation operation, Path path, Work<T> work) throws IOException {
    meet(operation, false, path);
    T result = work.run();
    meet(operation, true, path);
    return result;
  }

  private static Path localPath(Path path) {
    return new Path("file", null, path.getPath());
  }

  private Path ownPath(Path path) {
    return new Path(SCHEME, name, path.getPath());
  }

  private FileStatus own(FileStatus status) {
    return new Status(ownPath(status.getPath()), status);
  }

  private record Status(Path getPath, FileStatus of) implements FileStatus {
    @Override
    public long getLen() {
      return of.getLen();
    }

    @Override
    public long getBlockSize() {
      return of.getBlockSize();
    }

    @Override
    public short getReplication() {
      return of.getReplication();
    }

    @Override
    public long getModificationTime() {
      return of.getModificationTime();
    }

    @Override
    public long getAccessTime() {
      return of.getAccessTime();
    }

    @Override
    public boolean isDir() {
      return of.isDir();
    }
  }

  @Override
  public Path getWorkingDirectory() {
    return ownPath(local.getWorkingDirectory());
  }

  @Override
  public Path getHomeDirectory() {
    return ownPath(local.getHomeDirectory());
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + "://" + name + "/");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return run(Operation.STATUS, path, () -> own(local.getFileStatus(localPath(path))));
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len)
      throws IOException {
    return local.getFileBlockLocations(file, start, len);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return open(path);
  }

  @Override
  public FSDataInputStream open(Path path) throws IOException {
    FSDataInputStream in = run(Operation.OPEN, path, () -> local.open(localPath(path)));
    return new Input(path, in);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return run(
        Operation.LIST,
        path,
        () -> {
          FileStatus[] found = local.listStatus(localPath(path));
          for (int i = 0; i < found.length; i++) {
            found[i] = own(found[i]);
          }
          return found;
        });
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return run(Operation.DELETE, path, () -> local.delete(localPath(path), recursive));
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    return run(Operation.MAKE_DIRECTORY, path, () -> local.mkdirs(localPath(path)));
  }

  @Override
  public FSDataOutputStream create(Path path, WriteMode overwriteMode) throws IOException {
    meet(Operation.CREATE, false, path);
    FSDataOutputStream out = local.create(localPath(path), overwriteMode);
    try {
      meet(Operation.CREATE, true, path);
    } catch (IOException e) {
      out.close();
      throw e;
    }
    return new Output(path, out);
  }

  @Override
  public boolean rename(Path source, Path destination) throws IOException {
    return run(
        Operation.RENAME,
        destination,
        () -> local.rename(localPath(source), localPath(destination)));
  }

  @Override
  public boolean canResume() {
    return true;
  }

  @Override
  public FSDataOutputStream resume(Path path, long length) throws IOException {
    meet(Operation.RESUME, false, path);
    return new Output(path, local.resume(localPath(path), length));
  }

  @Override
  public boolean isDistributedFS() {
    return true;
  }

  @Override
  public FileSystemKind getKind() {
    return FileSystemKind.FILE_SYSTEM;
  }

  private final class Output extends FSDataOutputStream {
    private final Path path;
    private final FSDataOutputStream out;

    Output(Path path, FSDataOutputStream out) {
      this.path = path;
      this.out = out;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      meet(Operation.WRITE, false, path);
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      meet(Operation.WRITE, false, path);
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      meet(Operation.SYNC, false, path);
      out.flush();
    }

    @Override
    public void sync() throws IOException {
      meet(Operation.SYNC, false, path);
      out.sync();
      meet(Operation.SYNC, true, path);
    }

    /** Fails, but leaves nothing open. */
    @Override
    public void close() throws IOException {
      try (out) {
        meet(Operation.CLOSE, false, path);
      }
      meet(Operation.CLOSE, true, path);
    }
  }

  private final class Input extends FSDataInputStream {
    private final Path path;
    private final FSDataInputStream in;

    Input(Path path, FSDataInputStream in) {
      this.path = path;
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
      meet(Operation.READ, false, path);
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      meet(Operation.READ, false, path);
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
