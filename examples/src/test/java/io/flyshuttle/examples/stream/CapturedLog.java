// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What one class logs as a warning, from when this was made until it is closed. */
final class CapturedLog implements AutoCloseable {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Logger logger;
  private final AbstractAppender appender;
  private final Level level;

  CapturedLog(String className) {
    logger = (Logger) LogManager.getLogger(className);
    appender =
        new AbstractAppender("captured", null, null, false, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
              lines.add(event.getMessage().getFormattedMessage());
            }
          }
        };
    appender.start();
    level = logger.getLevel();
    logger.addAppender(appender);
    Configurator.setLevel(className, Level.WARN);
  }

  /** The next line with this word; fails if none comes. */
  String await(String word) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    String line;
    do {
      line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertNotNull(line, "nothing was said of " + word);
    } while (!line.contains(word));
    return line;
  }

  @Override
  public void close() {
    logger.removeAppender(appender);
    Configurator.setLevel(logger.getName(), level);
    appender.stop();
  }
}
