/**
 * User functions of the stream API that produce records. Upstream: a program. Downstream: the
 * source operators that run them.
 */
package io.flyshuttle.core.stream.source;
