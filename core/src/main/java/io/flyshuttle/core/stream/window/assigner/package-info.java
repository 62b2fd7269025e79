/** Which windows a record belongs to. */
package io.flyshuttle.core.stream.window.assigner;
