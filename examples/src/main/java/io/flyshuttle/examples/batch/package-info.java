/**
 * Batch programs. Each runs as it is on bundled data; the options are told in its class. Upstream:
 * nothing. Downstream: {@link io.flyshuttle.dataset}.
 */
package io.flyshuttle.examples.batch;
