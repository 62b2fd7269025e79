// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.protocol.launch.SessionSpec;
import io.flyshuttle.protocol.wire.MasterLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The ApplicationMasters of a session as the session's staging directory names them: a file per
 * attempt, its content the reference of the JobManager's actor.
 */
final class StagedMasters implements MasterLookup {
  private final Path directory;
  private final Function<String, MasterLink> links;
  private int attempt;

  /**
   * @param staging URI of the session's staging directory
   * @param attempt the attempt that the worker was started by
   * @param links the way to a JobManager by its actor's reference
   */
  StagedMasters(String staging, int attempt, Function<String, MasterLink> links) {
    this.directory = new Path(new Path(staging), SessionSpec.MASTERS_DIRECTORY);
    this.attempt = attempt;
    this.links = links;
  }

  @Override
  public MasterLink newer() throws IOException {
    FileSystem files = directory.getFileSystem();
    if (!files.exists(directory)) {
      return null;
    }
    int newest = attempt;
    for (FileStatus file : files.listStatus(directory)) {
      String name = file.getPath().getName();
      if (name.matches("[0-9]{1,9}")) {
        newest = Math.max(newest, Integer.parseInt(name));
      }
    }
    if (newest == attempt) {
      return null;
    }
    String actor;
    try (FSDataInputStream in = files.open(new Path(directory, Integer.toString(newest)))) {
      actor = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    attempt = newest;
    return links.apply(actor);
  }
}
