/**
 * Files as input and output: splits by block, delimited records, lines of text, compressed files,
 * and outputs that appear when their job has finished. Upstream: sources and sinks. Downstream:
 * {@link io.flyshuttle.core.file}.
 */
package io.flyshuttle.core.format.file;
