/**
 * Behaviours end to end: the scripts of the distribution, run as child processes, against HDFS and
 * YARN in a process of their own. One behaviour a class; {@link io.flyshuttle.minicluster.Cluster}
 * is shared by all of a JVM.
 */
package io.flyshuttle.minicluster;
