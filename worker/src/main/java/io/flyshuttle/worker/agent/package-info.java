// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * The worker as the JobManager sees it: registration, heartbeats, deployments, the job's classes
 * and files, and the end. Upstream: control messages. Downstream: tasks.
 */
package io.flyshuttle.worker.agent;
