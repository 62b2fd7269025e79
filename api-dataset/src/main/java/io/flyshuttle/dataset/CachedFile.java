// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.JobFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that every worker fetches for the program's functions.
 *
 * @param name by which functions ask for it
 * @param path where it lies
 * @param executable whether the copies may be run
 */
record CachedFile(String name, String path, boolean executable) {

  /** The file as the job takes it along: addressed by its content. */
  JobFile toJobFile() {
    Path file = new Path(path);
    try (FSDataInputStream in = file.getFileSystem().open(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        size += count;
      }
      return new JobFile(
          name,
          file.makeQualified(file.getFileSystem()).toString(),
          HexFormat.of().formatHex(digest.digest()),
          size,
          false);
    } catch (FileNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND, "the cached file " + path + " does not exist", e);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.FILE_SYSTEM_UNAVAILABLE,
          "the cached file " + path + " cannot be read: " + e.getMessage(),
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
