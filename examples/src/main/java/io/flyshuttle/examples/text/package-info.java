/** The text that examples read when they are given none. */
package io.flyshuttle.examples.text;
