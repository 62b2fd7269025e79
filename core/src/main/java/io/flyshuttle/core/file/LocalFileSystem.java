// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of this machine, scheme {@code file}. */
public final class LocalFileSystem extends FileSystem {

  static final LocalFileSystem INSTANCE = new LocalFileSystem();

  private static final URI ROOT = URI.create("file:///");

  /** Asked for when first needed: finding a host's name may take seconds. */
  private static final class HostName {
    static final String VALUE = find();

    private static String find() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        // A host that does not know its own name is only less local to itself.
        return "localhost";
      }
    }
  }

  private record LocalBlock(long getOffset, long getLength) implements BlockLocation {
    @Override
    public String[] getHosts() {
      return new String[] {HostName.VALUE};
    }
  }

  private record LocalFile(
      Path getPath,
      boolean isDir,
      long getLen,
      long getModificationTime,
      long getAccessTime,
      long getBlockSize)
      implements FileStatus {
    @Override
    public short getReplication() {
      return 1;
    }
  }

  private LocalFileSystem() {}

  /** The local file that {@code path} names. */
  public File pathToFile(Path path) {
    String text = path.getPath();
    if (text.isEmpty()) {
      return new File(".");
    }
    return new File(text);
  }

  private java.nio.file.Path local(Path path) {
    return pathToFile(path).toPath();
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path("file", null, new File("").getAbsolutePath());
  }

  @Override
  public Path getHomeDirectory() {
    return new Path("file", null, System.getProperty("user.home"));
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return statusOf(local(path), path);
  }

  private FileStatus statusOf(java.nio.file.Path file, Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (FileSystemException e) {
      throw notReadable(file, path, e);
    }
    Path full = new Path("file", null, file.toAbsolutePath().normalize().toString());
    return new LocalFile(
        full,
        attributes.isDirectory(),
        attributes.size(),
        attributes.lastModifiedTime().toMillis(),
        attributes.lastAccessTime().toMillis(),
        getDefaultBlockSize());
  }

  /** The failure itself, unless nothing is there; a path below a file has an error of its own. */
  private static IOException notReadable(
      java.nio.file.Path file, Path path, FileSystemException failure) {
    boolean denied = failure instanceof AccessDeniedException;
    return denied || Files.exists(file) ? failure : notFound(path, failure);
  }

  private static FileNotFoundException notFound(Path path, Exception cause) {
    FileNotFoundException failure = new FileNotFoundException("File " + path + " does not exist.");
    failure.initCause(cause);
    return failure;
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long len) {
    return new BlockLocation[] {new LocalBlock(0, file.getLen())};
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return open(path);
  }

  @Override
  public FSDataInputStream open(Path path) throws IOException {
    java.nio.file.Path file = local(path);
    try {
      if (Files.isDirectory(file)) {
        throw new IOException(path + " is a directory and cannot be read as a file.");
      }
      return new LocalInputStream(file);
    } catch (FileSystemException e) {
      throw notReadable(file, path, e);
    }
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    java.nio.file.Path file = local(path);
    FileStatus status = statusOf(file, path);
    if (!status.isDir()) {
      return new FileStatus[] {status};
    }
    List<FileStatus> result = new ArrayList<>();
    try (Stream<java.nio.file.Path> children = Files.list(file)) {
      for (java.nio.file.Path child : (Iterable<java.nio.file.Path>) children::iterator) {
        try {
          result.add(statusOf(child, new Path(path, child.getFileName().toString())));
        } catch (FileNotFoundException e) {
          // Deleted, or a dangling link: it is not there, so it is not listed.
          continue;
        }
      }
    }
    return result.toArray(new FileStatus[0]);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    java.nio.file.Path file = local(path);
    if (recursive && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      deleteChildren(file);
    }
    try {
      return Files.deleteIfExists(file);
    } catch (DirectoryNotEmptyException e) {
      throw new IOException("Directory " + path + " is not empty.", e);
    }
  }

  private static void deleteChildren(java.nio.file.Path directory) throws IOException {
    try (Stream<java.nio.file.Path> children = Files.list(directory)) {
      for (java.nio.file.Path child : (Iterable<java.nio.file.Path>) children::iterator) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          deleteChildren(child);
        }
        Files.deleteIfExists(child);
      }
    } catch (NoSuchFileException e) {
      // Somebody else deleted it first; the aim is reached.
      return;
    }
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    java.nio.file.Path directory = local(path);
    try {
      Files.createDirectories(directory);
      return true;
    } catch (FileAlreadyExistsException e) {
      throw new IOException("Directory " + path + " cannot be made: a file is in the way.", e);
    }
  }

  @Override
  public boolean canResume() {
    return true;
  }

  @Override
  public FSDataOutputStream resume(Path path, long length) throws IOException {
    return LocalOutputStream.resume(local(path), length);
  }

  @Override
  public FSDataOutputStream create(Path path, WriteMode overwriteMode) throws IOException {
    java.nio.file.Path file = local(path);
    java.nio.file.Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    OpenOption[] options =
        overwriteMode == WriteMode.OVERWRITE
            ? new OpenOption[] {
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE
            }
            : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    return new LocalOutputStream(file, options);
  }

  @Override
  public boolean rename(Path source, Path destination) throws IOException {
    java.nio.file.Path from = local(source);
    java.nio.file.Path to = local(destination);
    if (!Files.exists(from) || Files.exists(to)) {
      return false;
    }
    java.nio.file.Path parent = to.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // Another device: a copy is all there is.
      Files.move(from, to);
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      return false;
    }
    return true;
  }

  @Override
  public boolean isDistributedFS() {
    return false;
  }

  @Override
  public FileSystemKind getKind() {
    return FileSystemKind.FILE_SYSTEM;
  }
}
