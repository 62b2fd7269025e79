/**
 * Where programs begin that read and write as Hadoop MapReduce does: {@link
 * io.flyshuttle.hadoop.HadoopInputs}. Upstream: programs. Downstream: {@code mapred}, {@code
 * mapreduce}. A module of its own, so that nothing of MapReduce is on the class path of those who
 * do not use it.
 */
package io.flyshuttle.hadoop;
