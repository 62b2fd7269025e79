// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.fault;

/**
 * Every way in which Flyshuttle fails, with a stable number. Numbers are never reused; users and
 * scripts may rely on them. The exit status of a command is derived from the code, see {@code
 * docs/errors.md}.
 */
public enum ErrorCode {
  USER_FUNCTION_FAILED(1000, FailureClass.USER_ERROR),
  TYPE_NOT_EXTRACTABLE(1001, FailureClass.USER_ERROR),
  FUNCTION_NOT_SERIALIZABLE(1002, FailureClass.USER_ERROR),
  INVALID_PROGRAM(1003, FailureClass.USER_ERROR),
  INVALID_OPTION(1004, FailureClass.USER_ERROR),
  INPUT_NOT_FOUND(1005, FailureClass.USER_ERROR),
  OUTPUT_EXISTS(1006, FailureClass.USER_ERROR),
  JAR_NOT_USABLE(1007, FailureClass.USER_ERROR),
  MAIN_CLASS_NOT_USABLE(1008, FailureClass.USER_ERROR),
  MAIN_METHOD_FAILED(1009, FailureClass.USER_ERROR),
  NOTHING_EXECUTED(1010, FailureClass.USER_ERROR),
  INVALID_COMMAND_LINE(1011, FailureClass.USER_ERROR),
  CLASS_NOT_FOUND(1012, FailureClass.USER_ERROR),
  MALFORMED_INPUT(1013, FailureClass.USER_ERROR),
  JOB_NOT_FOUND(1014, FailureClass.USER_ERROR),
  JOB_CANCELED(1015, FailureClass.USER_ERROR),
  ACCESS_DENIED(1016, FailureClass.USER_ERROR),
  RESULT_TOO_LARGE(1017, FailureClass.USER_ERROR),
  STATE_NOT_RESTORABLE(1018, FailureClass.USER_ERROR),
  CHECKPOINT_NOT_FOUND(1019, FailureClass.USER_ERROR),
  LOG_NOT_FOUND(1029, FailureClass.USER_ERROR),
  LOGIN_FAILED(1030, FailureClass.USER_ERROR),

  WORKER_LOST(2000, FailureClass.LOST_RESOURCE),
  CONTAINER_LOST(2001, FailureClass.LOST_RESOURCE),
  CHANNEL_LOST(2002, FailureClass.LOST_RESOURCE),
  PARTITION_LOST(2003, FailureClass.LOST_RESOURCE),
  CONTAINER_OUT_OF_MEMORY(2004, FailureClass.LOST_RESOURCE),
  CONTAINER_PREEMPTED(2005, FailureClass.LOST_RESOURCE),
  NODE_DISKS_FAILED(2006, FailureClass.LOST_RESOURCE),
  APPLICATION_MASTER_LOST(2007, FailureClass.LOST_RESOURCE),
  FILE_SYSTEM_UNAVAILABLE(2008, FailureClass.LOST_RESOURCE),
  CHECKPOINT_DAMAGED(2009, FailureClass.LOST_RESOURCE),
  CHECKPOINT_FAILED(2010, FailureClass.LOST_RESOURCE),
  SPILL_FILE_DAMAGED(2011, FailureClass.LOST_RESOURCE),

  NOT_ENOUGH_SLOTS(3000, FailureClass.LACK_OF_RESOURCE),
  NOT_ENOUGH_BUFFERS(3001, FailureClass.LACK_OF_RESOURCE),
  NOT_ENOUGH_MANAGED_MEMORY(3002, FailureClass.LACK_OF_RESOURCE),
  CLUSTER_UNREACHABLE(3003, FailureClass.LACK_OF_RESOURCE),
  SESSION_NOT_FOUND(3004, FailureClass.LACK_OF_RESOURCE),
  SESSION_AMBIGUOUS(3005, FailureClass.LACK_OF_RESOURCE),
  QUEUE_NOT_USABLE(3006, FailureClass.LACK_OF_RESOURCE),
  CONTAINER_TOO_LARGE(3007, FailureClass.LACK_OF_RESOURCE),
  DISK_FULL(3008, FailureClass.LACK_OF_RESOURCE),
  SAFE_MODE(3009, FailureClass.LACK_OF_RESOURCE),
  TIMED_OUT(3010, FailureClass.LACK_OF_RESOURCE),
  SESSION_NOT_READY(3011, FailureClass.LACK_OF_RESOURCE),
  SESSION_FAILED(3012, FailureClass.LACK_OF_RESOURCE),

  INTERNAL(4000, FailureClass.BUG),
  PROTOCOL_VIOLATION(4001, FailureClass.BUG),
  DATA_CORRUPT(4002, FailureClass.BUG);

  private final int number;
  private final FailureClass failureClass;

  ErrorCode(int number, FailureClass failureClass) {
    this.number = number;
    this.failureClass = failureClass;
  }

  /** The stable number, for scripts and searches. */
  public int number() {
    return number;
  }

  /** What the system does about failures of this code. */
  public FailureClass failureClass() {
    return failureClass;
  }
}
