// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import io.flyshuttle.core.fault.ErrorCode;

/**
 * Why a container ended, in plain words: what happened and what to change.
 *
 * @param code what the session does about it
 * @param reason one line
 * @param nodeAtFault whether another container on the same node is likely to end the same way
 */
record ContainerEnd(ErrorCode code, String reason, boolean nodeAtFault) {

  /** YARN's own statuses; the constants of {@code ContainerExitStatus}. */
  private static final int INVALID = -1000;

  private static final int ABORTED = -100;
  private static final int DISKS_FAILED = -101;
  private static final int PREEMPTED = -102;
  private static final int KILLED_EXCEEDED_VMEM = -103;
  private static final int KILLED_EXCEEDED_PMEM = -104;
  private static final int KILLED_BY_APPMASTER = -105;
  private static final int KILLED_BY_RESOURCEMANAGER = -106;
  private static final int KILLED_AFTER_APP_COMPLETION = -107;
  private static final int KILLED_BY_CONTAINER_SCHEDULER = -108;
  private static final int KILLED_FOR_EXCESS_LOGS = -109;

  /** Status of the JVM after a fatal error: out of memory with the exit option, or a crash. */
  private static final int JVM_EXIT_ON_OUT_OF_MEMORY = 3;

  private static final int SIGNAL_ABORT = 128 + 6;
  private static final int SIGNAL_KILL = 128 + 9;
  private static final int SIGNAL_SEGMENT = 128 + 11;
  private static final int SIGNAL_TERMINATE = 128 + 15;
  private static final String STANDARD_ERROR_MARK = "bytes of stderr :";
  private static final int MAX_SAID = 300;
  private static final int NOT_EXECUTABLE = 126;
  private static final int COMMAND_NOT_FOUND = 127;

  /**
   * Explains an exit status.
   *
   * @param status of the container
   * @param diagnostics what YARN says besides
   * @param memoryMegabytes size of the container
   */
  static ContainerEnd of(int status, String diagnostics, int memoryMegabytes) {
    String said = firstLine(diagnostics);
    return switch (status) {
      case 0 -> new ContainerEnd(ErrorCode.CONTAINER_LOST, "the worker ended by itself", false);
      case 1 ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST,
              "the worker could not start or failed (exit status 1): see its log" + said,
              false);
      case JVM_EXIT_ON_OUT_OF_MEMORY ->
          new ContainerEnd(
              ErrorCode.CONTAINER_OUT_OF_MEMORY,
              "the worker's Java heap, metaspace or direct memory was full (exit status 3; its"
                  + " stdout says which): give workers more memory (--taskManagerMemory), fewer"
                  + " slots, or less managed memory",
              false);
      case KILLED_EXCEEDED_VMEM ->
          new ContainerEnd(
              ErrorCode.CONTAINER_OUT_OF_MEMORY,
              "YARN killed the container for its virtual memory (-103): raise"
                  + " yarn.nodemanager.vmem-pmem-ratio or set"
                  + " yarn.nodemanager.vmem-check-enabled to false on the nodes"
                  + said,
              false);
      case KILLED_EXCEEDED_PMEM ->
          new ContainerEnd(
              ErrorCode.CONTAINER_OUT_OF_MEMORY,
              "the process used more than the container's "
                  + memoryMegabytes
                  + " MB (-104): raise --taskManagerMemory, or the part of it kept outside the"
                  + " heap (taskmanager.memory.jvm-overhead.fraction)"
                  + said,
              false);
      case SIGNAL_KILL ->
          new ContainerEnd(
              ErrorCode.CONTAINER_OUT_OF_MEMORY,
              "the process was killed (137 = signal 9): by somebody, or by the node's kernel for"
                  + " want of memory; look into the node's kernel log",
              false);
      case SIGNAL_TERMINATE ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST,
              "the process was asked to end (143 = signal 15): by YARN or by an operator" + said,
              false);
      case SIGNAL_ABORT, SIGNAL_SEGMENT ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST,
              "the JVM crashed (status " + status + "): see hs_err_pid*.log in its log directory",
              true);
      case NOT_EXECUTABLE, COMMAND_NOT_FOUND ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST,
              "the node has no usable Java (status "
                  + status
                  + "): set env.java.home to a directory that exists on every node",
              true);
      case ABORTED ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST,
              "the node was lost or YARN released the container (-100)" + said,
              false);
      case DISKS_FAILED ->
          new ContainerEnd(
              ErrorCode.NODE_DISKS_FAILED,
              "the node's local disks failed or are full (-101): see its NodeManager" + said,
              true);
      case PREEMPTED ->
          new ContainerEnd(
              ErrorCode.CONTAINER_PREEMPTED,
              "YARN took the container back for another queue (-102): use a queue with more"
                  + " guaranteed capacity or a higher priority",
              false);
      case KILLED_BY_APPMASTER ->
          new ContainerEnd(ErrorCode.CONTAINER_LOST, "the session released it (-105)", false);
      case KILLED_BY_RESOURCEMANAGER ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST, "the ResourceManager killed it (-106)" + said, false);
      case KILLED_AFTER_APP_COMPLETION ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST, "the application had ended (-107)" + said, false);
      case KILLED_BY_CONTAINER_SCHEDULER ->
          new ContainerEnd(
              ErrorCode.CONTAINER_PREEMPTED,
              "the NodeManager ended it to make room for a guaranteed container (-108)",
              false);
      case KILLED_FOR_EXCESS_LOGS ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST,
              "YARN killed the container because it logged too much (-109): raise the log level",
              false);
      case INVALID ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST, "the container could not be launched" + said, true);
      default ->
          new ContainerEnd(
              ErrorCode.CONTAINER_LOST,
              "the container ended with status " + status + ": see its log" + said,
              status < 0);
    };
  }

  private static String firstLine(String diagnostics) {
    if (diagnostics == null) {
      return "";
    }
    // YARN puts the end of standard error last; without it, its own first line says most
    int errors = diagnostics.lastIndexOf(STANDARD_ERROR_MARK);
    String said =
        errors < 0 ? diagnostics : diagnostics.substring(errors + STANDARD_ERROR_MARK.length());
    for (String line : said.split("\n")) {
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("[")) {
        return "; " + (text.length() > MAX_SAID ? text.substring(0, MAX_SAID) + "…" : text);
      }
    }
    return "";
  }
}
