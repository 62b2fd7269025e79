// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * The port by which file systems are found, through {@link java.util.ServiceLoader}. An instance is
 * made before anybody asks for its schemes, so its class must be cheap to load.
 */
public interface FileSystemProvider {

  /** Whether this provider serves {@code scheme}, for certain. */
  boolean serves(String scheme);

  /**
   * Whether this provider may serve schemes that nobody serves for certain; it is then asked to
   * {@link #create} and returns null if it cannot.
   */
  default boolean isFallback() {
    return false;
  }

  /**
   * Connects to the file system of {@code uri}.
   *
   * @param uri has a scheme; the authority may be missing, which means the provider's default
   * @param options the process's options
   * @return the file system, or null from a fallback that does not know the scheme
   */
  FileSystem create(URI uri, Map<String, String> options) throws IOException;

  /**
   * Takes new tokens for its file systems, for connections that are open as well as for later ones.
   * By default nothing: most file systems know no tokens.
   *
   * @param tokens in the provider's own form
   */
  default void addTokens(byte[] tokens) throws IOException {}
}
