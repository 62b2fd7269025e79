// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.failure;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of one program whose workers are killed, whose functions throw, whose checkpoints fail at
 * named moments and whose files cannot be written or read for a while, all at random. What it has
 * written must be what it writes when nothing fails, and nothing may be left over. A few rounds by
 * default; for an hour:
 *
 * <pre>
 * mvn -pl examples -am test -Dtest=RandomFailuresTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dflyshuttle.failures.seconds=3600
 * </pre>
 *
 * <p>{@code -Dflyshuttle.failures.rounds=n} makes n rounds, {@code -Dflyshuttle.failures.seed=n}
 * begins with a seed that a failed round has reported.
 */
final class RandomFailuresTest {
  private static final Logger LOG = LoggerFactory.getLogger(RandomFailuresTest.class);
  private static final int DEFAULT_ROUNDS = 12;

  @TempDir private Path directory;

  @Test
  void shouldBeExactWhateverFails() throws Exception {
    long seconds = Long.getLong("flyshuttle.failures.seconds", 0);
    int rounds = Integer.getInteger("flyshuttle.failures.rounds", DEFAULT_ROUNDS);
    // each build makes the same rounds; a search makes others
    long firstSeed = seconds > 0 ? ThreadLocalRandom.current().nextLong(1 << 30) : 1;
    long seed = Long.getLong("flyshuttle.failures.seed", firstSeed);
    LOG.info("The first round has the seed {}", seed);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int round = 0; seconds > 0 ? System.nanoTime() < deadline : round < rounds; round++) {
      try {
        new Round(seed + round, directory.resolve("round-" + round)).run();
      } catch (Throwable e) {
        throw new AssertionError("the round with seed " + (seed + round) + " failed", e);
      }
    }
  }
}
