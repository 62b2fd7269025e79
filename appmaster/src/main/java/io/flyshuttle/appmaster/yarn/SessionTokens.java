// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.SecurityOptions;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a session's tokens by new ones before they expire. Those that the ApplicationMaster was
 * launched with are renewed by the ResourceManager, but no longer than their longest lifetime, and
 * a second attempt gets the same old ones: so new tokens are the first thing that each attempt asks
 * for. All but {@link #obtainFirst} happens on a thread that may block.
 */
final class SessionTokens {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTokens.class);

  private final TokenSource source;
  private final ControlThread thread;
  private final double timeRatio;
  private final long retryMillis;
  private Consumer<byte[]> receiver;
  private TokenSource.Fresh newest;

  /**
   * @param source gives tokens
   * @param thread where they are obtained
   * @param configuration says when
   */
  SessionTokens(TokenSource source, ControlThread thread, Configuration configuration) {
    this.source = source;
    this.thread = thread;
    this.timeRatio = configuration.get(SecurityOptions.DELEGATION_TOKENS_RENEWAL_TIME_RATIO);
    this.retryMillis =
        configuration.get(SecurityOptions.DELEGATION_TOKENS_RENEWAL_RETRY_BACKOFF).toMillis();
  }

  /**
   * Obtains the first tokens, before anything else is asked of a file system. A failure is no end:
   * those of the launch may be good yet.
   */
  void obtainFirst() {
    newest = obtained();
  }

  /** Hands over the tokens there are, and goes on obtaining new ones. */
  void handTo(Consumer<byte[]> receiver) {
    thread.execute(
        () -> {
          this.receiver = receiver;
          if (newest != null) {
            receiver.accept(newest.tokens());
          }
          thread.schedule(delayMillis(), this::replace);
        });
  }

  /** The session has ended: nobody needs its tokens any more. */
  void cancelAll() {
    source.cancelAll();
  }

  private void replace() {
    TokenSource.Fresh fresh = obtained();
    if (fresh != null) {
      receiver.accept(fresh.tokens());
    }
    newest = fresh;
    thread.schedule(delayMillis(), this::replace);
  }

  private TokenSource.Fresh obtained() {
    try {
      TokenSource.Fresh fresh = source.obtain();
      LOG.info("New tokens for file systems, good for {} s", leftMillis(fresh) / 1000);
      return fresh;
    } catch (IOException | RuntimeException e) {
      LOG.error("No new tokens for file systems; trying again in {} s", retryMillis / 1000, e);
      return null;
    }
  }

  private long leftMillis(TokenSource.Fresh fresh) {
    return fresh.expiryMillis() - thread.currentTimeMillis();
  }

  private long delayMillis() {
    return newest == null ? retryMillis : Math.max(0, (long) (timeRatio * leftMillis(newest)));
  }
}
