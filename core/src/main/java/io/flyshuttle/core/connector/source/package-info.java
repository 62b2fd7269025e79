// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * The contract of sources of the newer kind: an enumerator finds what there is to read and deals it
 * out in splits, readers read them. The enumerator runs in one task of the job, the readers in the
 * source's own tasks.
 *
 * <p>Upstream: programs and connectors implement it. Downstream: {@code operators.connector.source}
 * runs it.
 */
package io.flyshuttle.core.connector.source;
