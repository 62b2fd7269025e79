/** When the content of a window is handed to its function. */
package io.flyshuttle.core.stream.window.trigger;
