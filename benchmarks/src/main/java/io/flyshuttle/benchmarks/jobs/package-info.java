/**
 * Whole jobs to compare engines with. Each uses only the API, so that the same text with other
 * imports runs on the reference engine. Downstream: {@code compare.sh}.
 */
package io.flyshuttle.benchmarks.jobs;
