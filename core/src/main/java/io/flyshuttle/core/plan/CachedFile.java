// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.JobFile;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A file or directory that every worker fetches for the program's functions.
 *
 * @param name by which functions ask for it
 * @param path where it lies
 * @param executable whether the copies may be run
 */
public record CachedFile(String name, String path, boolean executable) {

  /**
   * The file as the job takes it along: addressed by its content. A directory is packed first, into
   * a temporary file that lasts as long as this process.
   *
   * @throws FlyshuttleException INPUT_NOT_FOUND or FILE_SYSTEM_UNAVAILABLE, with the path
   */
  public JobFile toJobFile() {
    try {
      Path file = new Path(path);
      FileSystem fileSystem = file.getFileSystem();
      if (fileSystem.getFileStatus(file).isDir()) {
        Path packed = new Path(pack(fileSystem, file).toUri());
        return jobFile(packed, JobFile.Use.DIRECTORY);
      }
      return jobFile(
          file.makeQualified(fileSystem), executable ? JobFile.Use.EXECUTABLE : JobFile.Use.CACHED);
    } catch (FileNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND,
          "the cached file " + name + " at " + path + " does not exist",
          e);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.FILE_SYSTEM_UNAVAILABLE,
          "the cached file " + name + " at " + path + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private JobFile jobFile(Path file, JobFile.Use use) throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    try (FSDataInputStream in = file.getFileSystem().open(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        size += count;
      }
    }
    return new JobFile(
        name, file.toUri().toString(), HexFormat.of().formatHex(digest.digest()), size, use);
  }

  private static java.nio.file.Path pack(FileSystem fileSystem, Path directory) throws IOException {
    java.nio.file.Path target = Files.createTempFile("flyshuttle-cached-", ".zip");
    target.toFile().deleteOnExit();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      add(fileSystem, directory, "", zip);
    }
    return target;
  }

  private static void add(FileSystem fileSystem, Path directory, String prefix, ZipOutputStream zip)
      throws IOException {
    FileStatus[] entries = fileSystem.listStatus(directory);
    // the same content gives the same bytes, so that it is uploaded once
    Arrays.sort(entries, Comparator.comparing(entry -> entry.getPath().getName()));
    for (FileStatus entry : entries) {
      String name = prefix + entry.getPath().getName() + (entry.isDir() ? "/" : "");
      ZipEntry zipEntry = new ZipEntry(name);
      zipEntry.setTime(0);
      zip.putNextEntry(zipEntry);
      if (entry.isDir()) {
        zip.closeEntry();
        add(fileSystem, entry.getPath(), name, zip);
      } else {
        try (InputStream in = fileSystem.open(entry.getPath())) {
          in.transferTo(zip);
        }
        zip.closeEntry();
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
