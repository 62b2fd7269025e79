// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OptionCatalogTest {
  private static final Path PAGE = Path.of("../docs/options.md");

  /** All keys and defaults. Who changes one changes this list, and says why in the commit. */
  @Test
  void shouldHaveTheseKeysAndDefaults() throws IOException {
    StringBuilder actual = new StringBuilder();
    for (ConfigOption<?> option : OptionCatalog.options()) {
      String value = option.hasDefaultValue() ? OptionType.print(option.defaultValue()) : "-";
      actual.append(option.key()).append(" = ").append(value).append('\n');
    }
    try (var in = getClass().getResourceAsStream("keys-and-defaults.txt")) {
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), actual.toString());
    }
  }

  /** To write the page anew, run this test with {@code -Dflyshuttle.write.docs=true}. */
  @Test
  void shouldBeWhatTheOptionsPageSays() throws IOException {
    if (Boolean.getBoolean("flyshuttle.write.docs")) {
      Files.writeString(PAGE, OptionCatalog.markdown());
    }
    assertEquals(Files.readString(PAGE), OptionCatalog.markdown());
  }

  /** A class of options that is forgotten here would be unknown to users. */
  @Test
  void shouldKnowEveryClassOfOptions() throws Exception {
    Path classes =
        Path.of(OptionCatalog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.list(classes.resolve("io/flyshuttle/core/option"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.endsWith("Options.class")) {
          continue;
        }
        Class<?> declaring =
            Class.forName("io.flyshuttle.core.option." + name.replace(".class", ""));
        for (Field field : declaring.getFields()) {
          if (field.getType() == ConfigOption.class) {
            ConfigOption<?> option = (ConfigOption<?>) field.get(null);
            List<ConfigOption<?>> known =
                option.hasEffect() ? OptionCatalog.options() : OptionCatalog.optionsWithoutEffect();
            assertTrue(known.contains(option), field.toString());
          }
        }
      }
    }
  }

  @Test
  void shouldDescribeEveryOptionOnce() {
    Set<String> keys = new HashSet<>();
    for (ConfigOption<?> option : OptionCatalog.options()) {
      assertFalse(option.description().isEmpty(), option.key());
      assertTrue(keys.add(option.key()), option.key());
      for (String other : option.fallbackKeys()) {
        assertTrue(keys.add(other), other);
      }
    }
    for (ConfigOption<?> option : OptionCatalog.optionsWithoutEffect()) {
      assertFalse(option.description().isEmpty(), option.key());
      assertTrue(keys.add(option.key()), option.key());
    }
  }

  @Test
  void shouldSayWhyAKeyHasNoEffect() {
    assertTrue(
        OptionCatalog.whyWithoutEffect("jobmanager.scheduler").orElse("").contains("one way"));
    assertTrue(
        OptionCatalog.whyWithoutEffect("high-availability").orElse("").contains("ZooKeeper"));
    assertTrue(
        OptionCatalog.whyWithoutEffect("state.backend.rocksdb.any.thing").isPresent(),
        "a whole family");
    assertEquals(Optional.empty(), OptionCatalog.whyWithoutEffect("my.own.key"));
    assertEquals(Optional.empty(), OptionCatalog.whyWithoutEffect("state.backend"));
    assertEquals(Optional.empty(), OptionCatalog.whyWithoutEffect("metrics.latency.interval"));
    assertEquals(Optional.empty(), OptionCatalog.find("jobmanager.scheduler"));
  }

  @Test
  void shouldFindByOtherKeysAndSuggest() {
    assertEquals(
        Optional.of(TaskManagerOptions.MANAGED_MEMORY_SIZE),
        OptionCatalog.find("taskmanager.memory.managed.size"));
    assertEquals(Optional.of("taskmanager.heap.mb"), OptionCatalog.nearest("taskmanager.heap.bm"));
  }

  @Test
  void shouldCheckValuesOfKnownKeysOnly() {
    OptionCatalog.check("my.own.key", "anything");
    OptionCatalog.check("state.backend", "RocksDB");
    IllegalConfigurationException e =
        assertThrows(
            IllegalConfigurationException.class,
            () -> OptionCatalog.check("state.backend", "tape"));
    assertTrue(e.getMessage().contains("jobmanager, filesystem"), e.getMessage());
  }
}
