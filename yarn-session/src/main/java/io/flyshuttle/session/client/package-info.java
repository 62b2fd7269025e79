/**
 * Finding a session through the ResourceManager, talking with it over HTTP, and following its jobs.
 * Upstream: {@code cli} and {@code deploy}; downstream: the ApplicationMaster's {@code web}.
 */
package io.flyshuttle.session.client;
