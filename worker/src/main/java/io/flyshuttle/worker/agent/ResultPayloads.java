// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.protocol.message.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Accumulators on their way to the client: in the message, or in a file if they are large. */
final class ResultPayloads {

  private static final int INLINE_BYTES = 1 << 20;

  private final String staging;

  /**
   * @param staging URI of the session's staging directory; empty if all must be inline
   */
  ResultPayloads(String staging) {
    this.staging = staging;
  }

  Map<String, Payload> of(Map<String, byte[]> accumulators) throws IOException {
    Map<String, Payload> payloads = new HashMap<>();
    for (Map.Entry<String, byte[]> entry : accumulators.entrySet()) {
      payloads.put(entry.getKey(), payload(entry.getValue()));
    }
    return payloads;
  }

  private Payload payload(byte[] bytes) throws IOException {
    if (bytes.length <= INLINE_BYTES || staging.isEmpty()) {
      return new Payload(bytes, null, bytes.length);
    }
    Path directory = new Path(new Path(staging), "results");
    FileSystem files = directory.getFileSystem();
    files.mkdirs(directory);
    Path file = new Path(directory, UUID.randomUUID().toString());
    try (OutputStream out = files.create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
      out.write(bytes);
    }
    return new Payload(null, file.toString(), bytes.length);
  }
}
