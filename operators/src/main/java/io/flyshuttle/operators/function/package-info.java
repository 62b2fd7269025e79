/**
 * What operators that call user functions share: the functions' life cycle and the collector they
 * emit to. Upstream: every package of this module. Downstream: {@link
 * io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.function;
