/**
 * The thread on which a session decides. First package of the control path: imports nothing of the
 * others; all of them run on it.
 */
package io.flyshuttle.appmaster.control;
