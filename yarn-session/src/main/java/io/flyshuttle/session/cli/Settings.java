// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ConfigurationFile;
import io.flyshuttle.core.option.OptionCatalog;
import io.flyshuttle.core.option.SettingsNotes;
import io.flyshuttle.session.deploy.Installation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where settings come from: the file, then {@code -D} from the command line. */
final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  private Settings() {}

  /**
   * The effective configuration. An unknown key in the file is a warning in the log, as the file
   * may be shared by versions; one on the command line is an error. Hadoop's login has what it
   * waits for then.
   */
  static Configuration load(Installation installation, Map<String, String> dynamic) {
    Path file = ConfigurationFile.find(installation.configuration());
    Configuration configuration = ConfigurationFile.read(file);
    if (configuration.keySet().isEmpty() && dynamic.isEmpty()) {
      return configuration; // without loading what knows all keys
    }
    KnownKeys known = new KnownKeys();
    for (String key : configuration.keySet()) {
      known.complaint(key).or(() -> note(key)).ifPresent(text -> LOG.warn("{}: {}", file, text));
    }
    dynamic.forEach(
        (key, value) -> {
          if (key.isBlank()) {
            throw new FlyshuttleException(
                ErrorCode.INVALID_COMMAND_LINE,
                "-D needs a key before the \"=\", as in -Dparallelism.default=4, not \"="
                    + value
                    + "\"");
          }
          known.check(key);
          note(key).ifPresent(LOG::warn);
          configuration.setString(key, value);
        });
    HadoopAccess.use(configuration);
    return configuration;
  }

  private static Optional<String> note(String key) {
    return OptionCatalog.whyWithoutEffect(key).map(why -> SettingsNotes.withoutEffect(key, why));
  }
}
