// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.checkpoint.OperatorMapping;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.option.ReadableConfig;
import io.flyshuttle.core.option.RestoreMode;
import io.flyshuttle.core.option.StateRecoveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The saved state that a program starts from, and whether its own will be found again. */
final class SavedState {
  private static final Logger LOG = LoggerFactory.getLogger(SavedState.class);

  private SavedState() {}

  /** What the command line or the configuration says. */
  static RestoreSettings of(ReadableConfig configuration) {
    String path = configuration.get(StateRecoveryOptions.SAVEPOINT_PATH);
    if (path == null || path.isBlank()) {
      return RestoreSettings.none();
    }
    String mapping = configuration.get(StateRecoveryOptions.OPERATOR_MAPPING);
    return new RestoreSettings(
        path,
        configuration.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE),
        configuration.get(StateRecoveryOptions.RESTORE_MODE) == RestoreMode.CLAIM,
        mapping == null ? Map.of() : read(Path.of(mapping)));
  }

  private static Map<String, String> read(Path mapping) {
    try {
      return OperatorMapping.parse(Files.readString(mapping), mapping.toString());
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "the mapping of operators " + mapping + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  /** Names operators whose state would be lost by a change of the program's structure. */
  static void warnOfMissingUids(List<Transformation<?>> transformations) {
    List<String> without =
        transformations.stream()
            .filter(t -> t.getUid().isEmpty())
            .filter(t -> t.edges().stream().anyMatch(e -> e.flow().ship().isByKey()))
            .map(t -> "\"" + t.getName() + "\"")
            .distinct()
            .toList();
    if (!without.isEmpty()) {
      LOG.warn(
          "Operators with keyed state have no uid: {}. A changed program may not find their state"
              + " in a savepoint; give each one with uid(\"...\")",
          String.join(", ", without));
    }
  }
}
