// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.format.AbortOnMaster;
import io.flyshuttle.core.format.FinalizeOnMaster;
import io.flyshuttle.core.format.InitializeOnMaster;
import io.flyshuttle.core.format.OutputFormat;
import io.flyshuttle.core.format.file.FileOutputFormat;
import io.flyshuttle.core.graph.GlobalHook;
import io.flyshuttle.core.option.Configuration;

/**
 * What an output format does once per job: prepare the output, and put it in place at the end.
 *
 * @param format of which a copy travels with the hook
 * @param parameters the format is configured with
 */
public record OutputHook(OutputFormat<?> format, Configuration parameters) implements GlobalHook {

  /** The final attempts of all subtasks are the first as far as the output can see. */
  private record Finished(int getParallelism) implements FinalizeOnMaster.FinalizationContext {
    @Override
    public int getFinishedAttempt(int subtaskIndex) {
      return 0;
    }
  }

  /** Whether a format has anything to do once per job. */
  public static boolean isNeeded(OutputFormat<?> format) {
    return format instanceof InitializeOnMaster
        || format instanceof FinalizeOnMaster
        || format instanceof AbortOnMaster;
  }

  @Override
  public void initialize(int parallelism) throws Exception {
    if (format instanceof InitializeOnMaster initialize) {
      format.configure(parameters);
      initialize.initializeGlobal(parallelism);
    }
  }

  @Override
  public void complete(int parallelism) throws Exception {
    if (format instanceof FinalizeOnMaster complete) {
      format.configure(parameters);
      complete.finalizeGlobal(new Finished(parallelism));
    }
  }

  @Override
  public void announce(int parallelism) throws Exception {
    if (format instanceof FileOutputFormat<?> files) {
      format.configure(parameters);
      files.announce(parallelism);
    }
  }

  @Override
  public void abort(int parallelism) throws Exception {
    if (format instanceof FileOutputFormat<?> files) {
      format.configure(parameters);
      files.discardUnpublished();
    } else if (format instanceof AbortOnMaster abort) {
      format.configure(parameters);
      abort.abortGlobal(parallelism);
    }
  }
}
