/** Stream programs, to be run and to be read. */
package io.flyshuttle.examples.stream;
