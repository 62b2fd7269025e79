// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.plan.Plan;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Adds the files to a plan that functions find by name. */
final class CachedFiles {
  private CachedFiles() {}

  static void add(Plan plan, String name, StreamExecutionEnvironment.CachedFile file) {
    Path path = new Path(file.path());
    MessageDigest digest = sha256();
    long size = 0;
    try (FSDataInputStream in = path.getFileSystem().open(path)) {
      byte[] buffer = new byte[64 << 10];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND,
          "the cached file " + name + " at " + file.path() + " cannot be read: " + e.getMessage(),
          e);
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    plan.file(new JobFile(name, path.toString(), sha256, size, false));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
