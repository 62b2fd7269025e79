/**
 * Hadoop's Writables as types of programs. Upstream: core's type extraction, which finds {@link
 * io.flyshuttle.hadoop.type.WritableTypes} as a service. Downstream: {@code hadoop-common}.
 */
package io.flyshuttle.hadoop.type;
