// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** Gives failures of Hadoop a code and a line that says what to do. */
final class HadoopFailures {
  private static final Pattern CALL_TARGET =
      Pattern.compile("^Call From \\S+ to (\\S+:\\d+) failed");

  private HadoopFailures() {}

  /**
   * What to throw for {@code thrown}: a failure with a code where its class says what happened,
   * else the exception itself.
   *
   * @param what the path or file system it was about
   */
  static RuntimeException translate(Exception thrown, String what) throws IOException {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (isBelowAFile(t)) {
        throw new FileNotFoundException(what + ": " + firstLine(t));
      }
      FlyshuttleException coded = coded(t, thrown, what);
      if (coded != null) {
        throw coded;
      }
    }
    if (thrown instanceof RemoteException remote) {
      throw remote.unwrapRemoteException();
    }
    if (thrown instanceof IOException failure) {
      throw failure;
    }
    return (RuntimeException) thrown;
  }

  /** For HDFS a path below a file is one that may not be entered. */
  private static boolean isBelowAFile(Throwable t) {
    return is(t, AccessControlException.class) && firstLine(t).contains("is not a directory");
  }

  private static FlyshuttleException coded(Throwable t, Exception thrown, String what) {
    if (is(t, SafeModeException.class)) {
      return new FlyshuttleException(
          ErrorCode.SAFE_MODE,
          "HDFS is in safe mode, in which nothing can be written ("
              + what
              + "): wait until enough DataNodes have reported, or end it with"
              + " 'hdfs dfsadmin -safemode leave'.",
          thrown);
    }
    if (is(t, AccessControlException.class)) {
      return new FlyshuttleException(
          ErrorCode.ACCESS_DENIED, "Access to " + what + " is denied: " + firstLine(t), thrown);
    }
    if (is(t, QuotaExceededException.class)) {
      return new FlyshuttleException(
          ErrorCode.DISK_FULL, "The quota for " + what + " is used up: " + firstLine(t), thrown);
    }
    if (t instanceof SocketTimeoutException) {
      return new FlyshuttleException(
          ErrorCode.FILE_SYSTEM_UNAVAILABLE,
          "The file system of "
              + what
              + " does not answer in time ("
              + firstLine(t)
              + "): its NameNode or DataNodes hang or are overloaded.",
          thrown);
    }
    if (t instanceof SocketException || t instanceof UnknownHostException) {
      return new FlyshuttleException(
          ErrorCode.FILE_SYSTEM_UNAVAILABLE,
          "The file system of "
              + what
              + " does not answer: network error ("
              + peer(t)
              + firstLine(rootOf(t))
              + "): is its NameNode up, and is it the one that HADOOP_CONF_DIR names?",
          thrown);
    }
    return null;
  }

  /**
   * As {@link #translate}, of a write: when nothing else is known, the file system is asked whether
   * it has room.
   */
  static RuntimeException translateWrite(IOException thrown, FileSystem hadoop, Path file)
      throws IOException {
    try {
      throw translate(thrown, file.toString());
    } catch (IOException unknown) {
      long left = room(hadoop);
      if (left >= 0 && left < hadoop.getDefaultBlockSize(file)) {
        throw new FlyshuttleException(
            ErrorCode.DISK_FULL,
            "The file system of "
                + file
                + " is full ("
                + left
                + " bytes left): free space or add DataNodes. "
                + firstLine(unknown),
            thrown);
      }
      throw unknown;
    }
  }

  /** Bytes left; -1 if the file system does not tell. */
  private static long room(FileSystem hadoop) {
    try {
      return hadoop instanceof DistributedFileSystem ? hadoop.getStatus().getRemaining() : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  /** The class itself, or its name where the failure came over the wire. */
  private static boolean is(Throwable t, Class<? extends IOException> type) {
    if (type.isInstance(t)) {
      return true;
    }
    if (!(t instanceof RemoteException remote)) {
      return false;
    }
    IOException unwrapped = remote.unwrapRemoteException();
    return type.isInstance(unwrapped) || type.getName().equals(remote.getClassName());
  }

  private static Throwable rootOf(Throwable t) {
    Throwable root = t;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Host and port that Hadoop's words of a failed call name, and a colon; empty if they do not. */
  private static String peer(Throwable t) {
    Matcher matcher = CALL_TARGET.matcher(firstLine(t));
    return matcher.find() ? matcher.group(1) + ": " : "";
  }

  private static String firstLine(Throwable t) {
    String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
