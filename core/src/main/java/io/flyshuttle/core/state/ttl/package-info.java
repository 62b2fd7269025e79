/**
 * State that expires, on top of any store.
 *
 * <p>Upstream: {@code state}. Downstream: {@code state.heap} and other stores.
 */
package io.flyshuttle.core.state.ttl;
