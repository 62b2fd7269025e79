/**
 * All jobs of a session: accepts, lists, cancels, stops; remembers those that ended, and by the
 * journal those that were lost with an earlier ApplicationMaster. Upstream: {@code web} and {@code
 * process}; downstream: {@code job}, {@code slot}, {@code resource}.
 */
package io.flyshuttle.appmaster.session;
