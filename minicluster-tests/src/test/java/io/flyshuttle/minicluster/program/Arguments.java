// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.nio.charset.StandardCharsets;

/** Writes its arguments but the first, one a line, to the path that the first names. */
public final class Arguments {
  private Arguments() {}

  public static void main(String[] args) throws Exception {
    Path path = new Path(args[0]);
    try (FSDataOutputStream out = path.getFileSystem().create(path, WriteMode.OVERWRITE)) {
      for (int i = 1; i < args.length; i++) {
        out.write((args[i] + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromElements(1).print();
    env.execute("arguments");
  }
}
