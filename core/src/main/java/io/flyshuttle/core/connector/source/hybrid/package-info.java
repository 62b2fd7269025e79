/**
 * One source after another, such as files and then what is live.
 *
 * <p>Upstream: any {@link io.flyshuttle.core.connector.source.Source}. Downstream: programs; {@code
 * operators.source.split} runs it as any source.
 */
package io.flyshuttle.core.connector.source.hybrid;
