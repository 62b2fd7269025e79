/** The same work as the jobs, by hand: the limit that an engine can come near. */
package io.flyshuttle.benchmarks.plain;
