/**
 * What the client that starts a session leaves for the ApplicationMaster: which files a container
 * gets and how large workers are. Upstream: {@code yarn-session}'s deployment writes it to the
 * session's staging directory. Downstream: {@code appmaster.yarn} reads it once at its start.
 */
package io.flyshuttle.protocol.launch;
