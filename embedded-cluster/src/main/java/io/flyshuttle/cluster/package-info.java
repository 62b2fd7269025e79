/**
 * HDFS and YARN in a process of their own, with real ports, heartbeats and container processes.
 * Upstream: the quickstart and the end-to-end tests start {@link
 * io.flyshuttle.cluster.EmbeddedCluster} as a child process. Downstream: Hadoop's MiniCluster.
 */
package io.flyshuttle.cluster;
