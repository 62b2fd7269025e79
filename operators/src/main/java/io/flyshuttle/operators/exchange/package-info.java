/**
 * Channel selectors of batch programs: by the hash of a key and by ranges of a key. Upstream: the
 * plan. Downstream: the partition of a task, which asks them for each record.
 */
package io.flyshuttle.operators.exchange;
