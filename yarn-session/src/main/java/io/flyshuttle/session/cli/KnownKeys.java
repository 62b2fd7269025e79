// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.ConfigOption;
import io.flyshuttle.core.option.Nearest;
import io.flyshuttle.core.option.OptionCatalog;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of all declared options, those included that do nothing here. A key that belongs to one
 * of our families, or nearly is one of our keys, must be one; other keys are the program's own and
 * pass.
 */
final class KnownKeys {
  private final Set<String> keys = new TreeSet<>();
  private final Set<String> families = new TreeSet<>();

  KnownKeys() {
    OptionCatalog.options().forEach(this::add);
  }

  private void add(ConfigOption<?> option) {
    keys.add(option.key());
    option.fallbackKeys().forEach(keys::add);
    families.add(family(option.key()));
  }

  private static String family(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /** What is wrong with a key, in a sentence; empty if it may be used. */
  Optional<String> complaint(String key) {
    if (keys.contains(key) || OptionCatalog.whyWithoutEffect(key).isPresent()) {
      return Optional.empty();
    }
    Optional<String> nearest = Nearest.to(key, keys);
    boolean ours = families.contains(family(key));
    if (!ours && (nearest.isEmpty() || Nearest.distance(key, nearest.get()) > 2)) {
      return Optional.empty();
    }
    return Optional.of(
        "there is no option \""
            + key
            + "\""
            + nearest.map(near -> "; did you mean \"" + near + "\"?").orElse(""));
  }

  /**
   * Refuses a key with a complaint.
   *
   * @throws FlyshuttleException INVALID_OPTION
   */
  void check(String key) {
    complaint(key)
        .ifPresent(
            text -> {
              throw new FlyshuttleException(ErrorCode.INVALID_OPTION, text);
            });
  }
}
