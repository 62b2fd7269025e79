// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.protocol.message.JobArchive;

/** Archives of jobs as bytes: what an ApplicationMaster stores for the next one. */
public final class JobArchives {
  private JobArchives() {}

  /**
   * Encodes an archive.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException with RESULT_TOO_LARGE if it is too large
   */
  public static byte[] toBytes(JobArchive archive) {
    return new MessageCodec().encode(archive);
  }

  /**
   * Reads an archive.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException with PROTOCOL_VIOLATION if the bytes are
   *     not an archive of this version
   */
  public static JobArchive fromBytes(byte[] bytes) {
    return new MessageCodec().decode(bytes, JobArchive.class);
  }
}
