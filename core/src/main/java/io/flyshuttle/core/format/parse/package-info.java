/**
 * Parsers of the fields of text records: from bytes to values, without a string in between where
 * that pays. Upstream: CSV and primitive formats.
 */
package io.flyshuttle.core.format.parse;
