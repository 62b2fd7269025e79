/**
 * Formats of Hadoop's newer MapReduce API ({@code org.apache.hadoop.mapreduce}) in programs.
 * Upstream: programs, mostly by way of {@code HadoopInputs}. Downstream: core's formats, {@code
 * settings}.
 */
package io.flyshuttle.hadoop.mapreduce;
