// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Keys as plain text, as older programs use them. Options say more: each constant names the key of
 * one.
 */
public final class ConfigConstants {

  /** The character set of text where none is named. */
  public static final Charset DEFAULT_CHARSET = StandardCharsets.UTF_8;

  public static final String DEFAULT_PARALLELISM_KEY = "parallelism.default";
  public static final int DEFAULT_PARALLELISM = 1;
  public static final String JOB_MANAGER_IPC_ADDRESS_KEY = "jobmanager.rpc.address";
  public static final String JOB_MANAGER_IPC_PORT_KEY = "jobmanager.rpc.port";
  public static final String JOB_MANAGER_WEB_PORT_KEY = "jobmanager.web.port";
  public static final String TASK_MANAGER_NUM_TASK_SLOTS = "taskmanager.numberOfTaskSlots";
  public static final String TASK_MANAGER_MEMORY_SIZE_KEY = "taskmanager.memory.size";
  public static final String TASK_MANAGER_MEMORY_FRACTION_KEY = "taskmanager.memory.fraction";
  public static final String TASK_MANAGER_MEMORY_OFF_HEAP_KEY = "taskmanager.memory.off-heap";
  public static final String TASK_MANAGER_MEMORY_SEGMENT_SIZE_KEY =
      "taskmanager.memory.segment-size";
  public static final String TASK_MANAGER_MEMORY_PRE_ALLOCATE_KEY =
      "taskmanager.memory.preallocate";
  public static final String TASK_MANAGER_NETWORK_NUM_BUFFERS_KEY =
      "taskmanager.network.numberOfBuffers";
  public static final String TASK_MANAGER_TMP_DIR_KEY = "taskmanager.tmp.dirs";
  public static final String TASK_MANAGER_LOG_PATH_KEY = "taskmanager.log.path";
  public static final String FILESYSTEM_SCHEME = "fs.default-scheme";
  public static final String FILESYSTEM_DEFAULT_OVERWRITE_KEY = "fs.overwrite-files";
  public static final String FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY_KEY =
      "fs.output.always-create-directory";
  public static final String PATH_HADOOP_CONFIG = "fs.hdfs.hadoopconf";
  public static final String RESTART_STRATEGY = "restart-strategy";
  public static final String STATE_BACKEND = "state.backend";

  private ConfigConstants() {}
}
