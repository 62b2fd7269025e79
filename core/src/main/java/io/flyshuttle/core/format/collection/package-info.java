/**
 * Inputs and outputs that are not outside the program: collections, iterators, the console,
 * nothing. Upstream: sources and sinks of both APIs.
 */
package io.flyshuttle.core.format.collection;
