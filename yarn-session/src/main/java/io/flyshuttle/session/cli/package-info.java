/**
 * The command line: reads what the user wrote, calls {@code deploy} or {@code client}, and turns
 * every outcome into lines and an exit status. First package of the control path.
 */
package io.flyshuttle.session.cli;
