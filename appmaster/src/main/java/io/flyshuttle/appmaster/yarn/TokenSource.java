// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import java.io.IOException;

/** Where a session's tokens for file systems come from. Used by one thread. */
interface TokenSource {

  /**
   * Tokens that were just obtained.
   *
   * @param tokens in Hadoop's form
   * @param expiryMillis when the first of them expires, since 1970; {@link Long#MAX_VALUE} for
   *     never
   */
  record Fresh(byte[] tokens, long expiryMillis) {}

  /** Obtains new tokens, and uses them for this process too. Blocks. */
  Fresh obtain() throws IOException;

  /** Has all tokens that were obtained forgotten by those who gave them. Blocks. */
  void cancelAll();
}
