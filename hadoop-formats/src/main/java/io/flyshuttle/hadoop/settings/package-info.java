/**
 * What Hadoop's formats need to know, carried from the client to the tasks: the job's settings with
 * its credentials, splits, and the course of an output. Upstream: the packages {@code mapred} and
 * {@code mapreduce}. Downstream: Hadoop's {@code JobConf}, {@code Writable} and output committers'
 * identifiers.
 */
package io.flyshuttle.hadoop.settings;
