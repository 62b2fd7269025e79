// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.SecurityOptions;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a session's tokens by new ones before they expire. Those that the ApplicationMaster was
 * launched with are renewed by the ResourceManager, but no longer than their longest lifetime, and
 * a second attempt gets the same old ones: so new tokens are the first thing that each attempt asks
 * for. Tokens are obtained on a thread that may block.
 */
final class SessionTokens {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTokens.class);

  private static final int FIRST_TRIES = 5;
  private static final long FIRST_PAUSE_MILLIS = 2_000;

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
   * Obtains the first tokens, before anything else is asked of a file system. A second attempt may
   * have nothing else to go by, so it tries a few times; but a failure is no end: those of the
   * launch may be good yet.
   *
   * @return done when there are tokens, or will be none for now
   */
  CompletableFuture<Void> obtainFirst() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    thread.execute(() -> tryFirst(FIRST_TRIES, done));
    return done;
  }

  private void tryFirst(int tries, CompletableFuture<Void> done) {
    boolean last = tries == 1;
    newest = obtained(last ? retryMillis : FIRST_PAUSE_MILLIS);
    if (newest != null || last) {
      done.complete(null);
    } else {
      thread.schedule(FIRST_PAUSE_MILLIS, () -> tryFirst(tries - 1, done));
    }
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
    TokenSource.Fresh fresh = obtained(retryMillis);
    if (fresh != null) {
      receiver.accept(fresh.tokens());
    }
    newest = fresh;
    thread.schedule(delayMillis(), this::replace);
  }

  private TokenSource.Fresh obtained(long pauseMillis) {
    try {
      TokenSource.Fresh fresh = source.obtain();
      LOG.info("New tokens for file systems, good for {} s", leftMillis(fresh) / 1000);
      return fresh;
    } catch (IOException | RuntimeException e) {
      LOG.error("No new tokens for file systems; trying again in {} s", pauseMillis / 1000, e);
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
