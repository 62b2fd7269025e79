/**
 * Windows: finite parts of a stream, and the unit in which unbounded data is grouped. Upstream: the
 * stream API. Downstream: the window operator, which keeps state by key and window.
 */
package io.flyshuttle.core.stream.window;
