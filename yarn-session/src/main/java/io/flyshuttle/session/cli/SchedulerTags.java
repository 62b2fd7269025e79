// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * Tags by which a scheduler finds what its action started. Oozie kills, with an action, the
 * applications that carry the action's child tag; it names the tag in the configuration file of a
 * shell action.
 */
final class SchedulerTags {
  private static final String ACTION_FILE_VARIABLE = "OOZIE_ACTION_CONF_XML";
  private static final String CHILD_TAGS = "oozie.child.mapreduce.job.tags";

  private SchedulerTags() {}

  /** The tags that the environment asks for; usually none. */
  static Set<String> ofEnvironment() {
    String file = System.getenv(ACTION_FILE_VARIABLE);
    return file == null ? Set.of() : ofActionFile(Path.of(file));
  }

  static Set<String> ofActionFile(Path file) {
    Set<String> tags = new LinkedHashSet<>();
    if (Files.isReadable(file)) {
      Configuration action = new Configuration(false);
      action.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
      Arrays.stream(action.getTrimmedStrings(CHILD_TAGS))
          .filter(tag -> !tag.isEmpty())
          .forEach(tags::add);
    }
    return tags;
  }
}
