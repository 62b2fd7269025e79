/**
 * User functions of the stream API that consume records. Upstream: a program. Downstream: the sink
 * operators that run them.
 */
package io.flyshuttle.core.stream.sink;
