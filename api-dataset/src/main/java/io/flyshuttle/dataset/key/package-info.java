/**
 * How programs name keys: by position, by field expression, by selector. Upstream: the API classes.
 * Downstream: comparators of the record's type, which is all that the runtime knows of keys.
 */
package io.flyshuttle.dataset.key;
