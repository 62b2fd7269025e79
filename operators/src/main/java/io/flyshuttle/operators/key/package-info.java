/**
 * Keys of records at run time: comparators by selector and by several keys, hashing that is the
 * same for different record types with equal keys. Upstream: the APIs make them. Downstream: the
 * operators that group, sort and join.
 */
package io.flyshuttle.operators.key;
