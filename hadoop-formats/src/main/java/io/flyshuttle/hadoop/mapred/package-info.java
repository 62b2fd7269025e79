/**
 * Hadoop's older MapReduce API ({@code org.apache.hadoop.mapred}) in programs: formats, mappers and
 * reducers. Upstream: programs, mostly by way of {@code HadoopInputs}. Downstream: core's formats
 * and functions, {@code settings}.
 */
package io.flyshuttle.hadoop.mapred;
