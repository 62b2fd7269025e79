/**
 * Records of fields between delimiters, as input and output. Upstream: the CSV sources and sinks of
 * both APIs. Downstream: {@link io.flyshuttle.core.format.file} finds the records, {@link
 * io.flyshuttle.core.format.parse} parses their fields.
 */
package io.flyshuttle.core.format.csv;
