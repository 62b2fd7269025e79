// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.launch;

/**
 * What a worker's process finds in its environment. In its working directory lies {@link
 * SessionSpec#CONF_LINK} with {@link SessionSpec#CONF_FILE_NAME} and {@link
 * SessionSpec#SECRET_FILE_NAME} in it.
 */
public final class WorkerEnvironment {
  private WorkerEnvironment() {}

  /** The JobManager's actor reference. */
  public static final String MASTER_ACTOR = "FLYSHUTTLE_MASTER";

  /** The number of the ApplicationMaster that starts the worker, among those of the session. */
  public static final String MASTER_ATTEMPT = "FLYSHUTTLE_MASTER_ATTEMPT";

  /** The worker's id in the session: its container's id. */
  public static final String WORKER_ID = "FLYSHUTTLE_WORKER_ID";

  /** The host under which the cluster knows the worker's node. */
  public static final String HOST = "FLYSHUTTLE_HOST";

  /** Slots to offer. */
  public static final String SLOTS = "FLYSHUTTLE_SLOTS";

  /** Size of the container in megabytes: the whole that the memory budget divides. */
  public static final String MEMORY_MEGABYTES = "FLYSHUTTLE_MEMORY_MB";
}
