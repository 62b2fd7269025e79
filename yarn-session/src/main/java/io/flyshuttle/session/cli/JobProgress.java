// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.accumulator.AccumulatorMerge;
import io.flyshuttle.core.client.JobExecutionException;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.session.client.JsonTree;
import io.flyshuttle.session.client.SessionJobExecutor;
import io.flyshuttle.session.client.UserFrame;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user what becomes of a job: results on standard output, the rest beside it. */
final class JobProgress implements SessionJobExecutor.Observer {
  private static final Logger LOG = LoggerFactory.getLogger(JobProgress.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  /** Schedulers take 2048 characters of standard output; accumulators get the smaller part. */
  private static final int ACCUMULATOR_CHARACTERS = 1024;

  private static final int VALUE_CHARACTERS = 200;
  private static final String COLLECTED = "collect-";

  private final Console console;
  private int accumulatorCharacters;
  private String lastFailure;

  JobProgress(Console console) {
    this.console = console;
  }

  @Override
  public void onSubmitted(JobID job, String name, long sentMillis) {
    console.result("job.id", job.toHexString());
    say(sentMillis, "Job \"" + name + "\" submitted: " + job);
  }

  @Override
  public void onWarning(String text) {
    LOG.warn(text);
    console.warn(text);
  }

  @Override
  public void onEvent(JobID job, String kind, JsonTree data) {
    LOG.debug("Job {}: {} {}", job, kind, data);
    switch (kind) {
      case "job" -> {
        String message = data.text("message");
        // a failure is told once, not again with each state it leads to
        boolean told = message.isEmpty() || message.equals(lastFailure);
        say(
            data.number("timeMillis"),
            "Job is " + data.text("status") + (told ? "" : ": " + message));
      }
      case "waiting" -> say(data.number("timeMillis"), "Waiting: " + data.text("message"));
      case "failure" -> {
        lastFailure = data.text("message");
        say(data.number("timeMillis"), "Failure" + at(data.text("task")) + ": " + lastFailure);
      }
      default -> {
        // tasks and counters are in the list and on the session's page
      }
    }
  }

  private static String at(String task) {
    return task.isEmpty() ? "" : " in " + task;
  }

  private void say(long millis, String text) {
    long shown = millis > 0 ? millis : System.currentTimeMillis();
    console.say("%s %s", TIME.format(Instant.ofEpochMilli(shown)), text);
  }

  /** The result of a job that finished. */
  void result(JobExecutionResult result) {
    console.result("job.status", "FINISHED");
    console.result("job.runtime.ms", Long.toString(result.getNetRuntime()));
    Map<String, String> texts = AccumulatorMerge.formatted(result.getAllAccumulatorResults());
    // these carry what collect() has returned already
    texts.keySet().removeIf(name -> name.startsWith(COLLECTED));
    texts.forEach(
        (name, value) -> {
          String shown =
              value.length() > VALUE_CHARACTERS ? value.substring(0, VALUE_CHARACTERS) : value;
          accumulatorCharacters += name.length() + shown.length() + 14;
          if (accumulatorCharacters <= ACCUMULATOR_CHARACTERS) {
            console.result("accumulator." + name, shown);
          } else {
            console.say("accumulator.%s=%s", name, shown);
          }
        });
  }

  /** A job's failure with the line of the user's own code in front. */
  FlyshuttleException explained(JobExecutionException failed) {
    console.result(
        "job.status", failed.code().name().equals("JOB_CANCELED") ? "CANCELED" : "FAILED");
    String trace = failed.failure() == null ? "" : failed.failure().stackTrace();
    if (trace.isEmpty()) {
      return failed;
    }
    LOG.error("Job {} failed in {}: {}", failed.getJobID(), failed.failure().location(), trace);
    String message = failed.getMessage();
    String frame =
        UserFrame.ofText(trace)
            .filter(at -> !message.contains(at))
            .map(at -> " at " + at)
            .orElse("");
    String location = failed.failure().location();
    String task = location.split(", attempt ", 2)[0];
    String where = message.contains(task) ? "" : " (" + location + ")";
    return new FlyshuttleException(failed.code(), message + frame + where, failed);
  }
}
