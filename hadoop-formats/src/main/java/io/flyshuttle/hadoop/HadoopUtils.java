// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop;

import io.flyshuttle.core.job.ParameterTool;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.hadoop.util.GenericOptionsParser;

/** Arguments as Hadoop's programs take them. */
public class HadoopUtils {
  private HadoopUtils() {}

  /** The parameters given as {@code -D name=value}. */
  public static ParameterTool paramsFromGenericOptionsParser(String[] args) throws IOException {
    Map<String, String> parameters = new HashMap<>();
    for (Option option : new GenericOptionsParser(args).getCommandLine().getOptions()) {
      String text = option.getValue();
      int separator = text.indexOf('=');
      if (separator > 0) {
        parameters.put(text.substring(0, separator), text.substring(separator + 1));
      }
    }
    return ParameterTool.fromMap(parameters);
  }
}
