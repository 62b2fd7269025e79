/**
 * Serializers of arrays. Upstream: {@code typeinfo}. Downstream: {@link
 * io.flyshuttle.core.serialize}.
 */
package io.flyshuttle.core.serialize.array;
