// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.launch;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.LogTail;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/** The log file of a process in a container: where it is, and its end. */
public final class LogFile {
  /** System property with the path of the file; the log settings read the same one. */
  public static final String PROPERTY = "flyshuttle.log.file";

  /** No more is read at once. */
  public static final int MAX_BYTES = 256 << 10;

  private LogFile() {}

  /**
   * The last bytes of this process's log. Reads a local file, so not for a thread that must not
   * block.
   *
   * @param maxBytes at most so many, and at most {@link #MAX_BYTES}
   * @throws FlyshuttleException LOG_NOT_FOUND if the process keeps no log of its own
   */
  public static LogTail tailOfThisProcess(int maxBytes) {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      throw new FlyshuttleException(
          ErrorCode.LOG_NOT_FOUND,
          "this process has no log file of its own: its log goes where the program's goes");
    }
    return tail(Path.of(file), maxBytes);
  }

  /** The last bytes of a file, see {@link #tailOfThisProcess}. */
  public static LogTail tail(Path file, int maxBytes) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long size = log.length();
      int count = (int) Math.min(size, Math.max(0, Math.min(maxBytes, MAX_BYTES)));
      byte[] bytes = new byte[count];
      log.seek(size - count);
      log.readFully(bytes);
      return new LogTail(size, count == size ? bytes : fromFirstWholeLine(bytes));
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.LOG_NOT_FOUND, "the log file " + file + " cannot be read: " + e, e);
    }
  }

  /** What was cut off inside a line, and perhaps inside a character, is left out. */
  private static byte[] fromFirstWholeLine(byte[] bytes) {
    for (int i = 0; i < bytes.length - 1; i++) {
      if (bytes[i] == '\n') {
        return Arrays.copyOfRange(bytes, i + 1, bytes.length);
      }
    }
    return bytes;
  }
}
