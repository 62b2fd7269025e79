/** Which records of a window are left out or dropped when it fires. */
package io.flyshuttle.core.stream.window.evictor;
