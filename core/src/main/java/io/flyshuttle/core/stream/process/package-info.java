/**
 * User functions of the stream API with access to time, state and side outputs, and functions of
 * two inputs. Upstream: a program. Downstream: the operators that run them.
 */
package io.flyshuttle.core.stream.process;
