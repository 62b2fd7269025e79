/**
 * How data outside becomes records and records become data outside: the contracts of input and
 * output formats and of input splits. Upstream: sources and sinks of both APIs. Downstream: {@link
 * io.flyshuttle.core.file}. The formats themselves are in the packages below: {@code file} (lines,
 * delimited records), {@code csv}, {@code binary}, {@code collection}, and the parsers of text
 * fields in {@code parse}.
 */
package io.flyshuttle.core.format;
