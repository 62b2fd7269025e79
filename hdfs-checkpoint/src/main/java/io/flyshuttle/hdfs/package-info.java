/**
 * HDFS, and with it every file system that Hadoop knows, behind the port of {@link
 * io.flyshuttle.core.file}. Upstream: whoever opens a path. Downstream: Hadoop's file system
 * client, whose classes are loaded when the first such path is met and not before.
 */
package io.flyshuttle.hdfs;
