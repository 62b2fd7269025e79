/**
 * Getting a session onto YARN: which files, which sizes, which command lines. Upstream: {@code
 * cli}; downstream: {@code client}, Hadoop's file systems and the ResourceManager.
 */
package io.flyshuttle.session.deploy;
