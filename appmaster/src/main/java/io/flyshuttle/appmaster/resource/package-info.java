/**
 * The port through which a session gets workers. Upstream: {@code slot} and {@code session}, which
 * say how many are wanted; downstream: {@code yarn}, or {@code local-session}, which implement it.
 */
package io.flyshuttle.appmaster.resource;
