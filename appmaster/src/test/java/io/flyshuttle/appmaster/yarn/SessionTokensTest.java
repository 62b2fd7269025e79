// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.control.ManualControlThread;
import io.flyshuttle.core.option.Configuration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When tokens are replaced. */
final class SessionTokensTest {
  private static final long LIFETIME_MILLIS = 100_000;

  /** Numbers its tokens; gives none while it is out of order. */
  private static final class Numbered implements TokenSource {
    private final ManualControlThread clock;
    private byte given;
    private boolean broken;

    Numbered(ManualControlThread clock) {
      this.clock = clock;
    }

    @Override
    public Fresh obtain() throws IOException {
      if (broken) {
        throw new IOException("the key distribution centre is away");
      }
      return new Fresh(new byte[] {++given}, clock.currentTimeMillis() + LIFETIME_MILLIS);
    }

    @Override
    public void cancelAll() {}
  }

  private final ManualControlThread clock = new ManualControlThread();
  private final Numbered source = new Numbered(clock);
  private final SessionTokens tokens = new SessionTokens(source, clock, new Configuration());
  private final List<Integer> received = new ArrayList<>();

  private void begin() {
    CompletableFuture<Void> first = tokens.obtainFirst();
    clock.run();
    if (source.broken) {
      clock.advance(4 * 2_000);
    }
    assertTrue(first.isDone());
    tokens.handTo(bytes -> received.add((int) bytes[0]));
    clock.run();
  }

  @Test
  void shouldReplaceTokensAfterThreeQuartersOfTheirLifetime() {
    begin();
    assertEquals(List.of(1), received);
    clock.advance(74_999);
    assertEquals(List.of(1), received);
    clock.advance(1);
    assertEquals(List.of(1, 2), received);
    clock.advance(75_000);
    assertEquals(List.of(1, 2, 3), received);
  }

  @Test
  void whenNoneCanBeHadThenItTriesAgainEachMinute() {
    begin();
    source.broken = true;
    clock.advance(75_000);
    clock.advance(59_999);
    source.broken = false;
    assertEquals(List.of(1), received);
    clock.advance(1);
    assertEquals(List.of(1, 2), received);
    clock.advance(75_000);
    assertEquals(List.of(1, 2, 3), received);
  }

  @Test
  void whenTheFirstCannotBeHadAtOnceThenItTriesAgain() {
    source.broken = true;
    CompletableFuture<Void> first = tokens.obtainFirst();
    clock.advance(2 * 2_000);
    source.broken = false;
    assertFalse(first.isDone());
    clock.advance(2_000);
    assertTrue(first.isDone());
    tokens.handTo(bytes -> received.add((int) bytes[0]));
    clock.run();
    assertEquals(List.of(1), received);
  }

  @Test
  void whenTheFirstCannotBeHadThenThoseOfTheLaunchStay() {
    source.broken = true;
    begin();
    source.broken = false;
    assertEquals(List.of(), received);
    clock.advance(60_000);
    assertEquals(List.of(1), received);
  }
}
