/**
 * Fields of records, by position or name: reading them for keys, writing them for sums. Upstream:
 * the stream API, which finds out what a field expression names. Downstream: keyed operators.
 */
package io.flyshuttle.operators.field;
