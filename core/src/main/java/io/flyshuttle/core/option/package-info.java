/**
 * Settings: {@link io.flyshuttle.core.option.Configuration}, typed options with key, default and
 * description, one class of options per concern, and the reader of the configuration file.
 *
 * <p>Upstream: {@code fault}, {@code memory}. Downstream: everything.
 */
package io.flyshuttle.core.option;
