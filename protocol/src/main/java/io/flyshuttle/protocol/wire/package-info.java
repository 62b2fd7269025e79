/**
 * Messages as bytes, and the actors that carry them. Upstream and downstream: {@code message},
 * whose records it writes; used by {@code appmaster} and {@code worker}, which see endpoints and
 * links only, and by the client, which sends job graphs.
 */
package io.flyshuttle.protocol.wire;
