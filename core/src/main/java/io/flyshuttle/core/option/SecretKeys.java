// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.util.List;
import java.util.Locale;

/** Tells keys whose values are never printed. */
public final class SecretKeys {
  private static final List<String> PARTS =
      List.of("password", "secret", "token", "apikey", "api-key", "credential", "private-key");

  private SecretKeys() {}

  /** Whether the key's value must not stand in logs, listings or web pages. */
  public static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(lower::contains);
  }
}
