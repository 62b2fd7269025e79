// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.text;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * Puts a file on any file system, shows what is there, deletes it: {@code put <local file> <path>},
 * {@code cat <file or directory>...}, {@code delete <path>}. For machines without Hadoop's own
 * command.
 */
public final class FileTool {
  private FileTool() {}

  public static void main(String[] args) throws IOException {
    try {
      run(args);
    } catch (FlyshuttleException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] args) throws IOException {
    String command = args.length < 2 ? "" : args[0];
    switch (command) {
      case "put" -> put(java.nio.file.Path.of(args[1]), new Path(args[2]));
      case "cat" -> {
        for (String path : Arrays.copyOfRange(args, 1, args.length)) {
          cat(new Path(path), System.out);
        }
        System.out.flush();
      }
      case "delete" -> new Path(args[1]).getFileSystem().delete(new Path(args[1]), true);
      default -> {
        System.err.println("usage: put FILE PATH | cat PATH... | delete PATH");
        System.exit(2);
      }
    }
  }

  private static void put(java.nio.file.Path file, Path target) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        FSDataOutputStream out = target.getFileSystem().create(target, WriteMode.OVERWRITE)) {
      in.transferTo(out);
    }
  }

  private static void cat(Path path, OutputStream out) throws IOException {
    FileSystem files = path.getFileSystem();
    for (FileStatus file : files.listStatus(path)) {
      if (!file.isDir()) {
        try (FSDataInputStream in = files.open(file.getPath())) {
          in.transferTo(out);
        }
      }
    }
  }
}
