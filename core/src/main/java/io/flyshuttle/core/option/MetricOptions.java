// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where metrics go and what they are called. */
public final class MetricOptions {
  private MetricOptions() {}

  public static final ConfigOption<Duration> LATENCY_INTERVAL =
      ConfigOptions.key("metrics.latency.interval")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "Time between two latency markers of a source, in milliseconds if no unit is given;"
                  + " 0 for none.");

  public static final ConfigOption<String> REPORTERS_LIST =
      WithoutEffect.text("metrics.reporters", null, WithoutEffect.METRICS);

  public static final ConfigOption<String> REPORTER_CLASS =
      WithoutEffect.text("metrics.reporter.class", null, WithoutEffect.METRICS);

  public static final ConfigOption<String> REPORTER_FACTORY_CLASS =
      WithoutEffect.text("metrics.reporter.factory.class", null, WithoutEffect.METRICS);

  public static final ConfigOption<Duration> REPORTER_INTERVAL =
      WithoutEffect.time(
          "metrics.reporter.interval", Duration.ofSeconds(10), WithoutEffect.METRICS);

  public static final ConfigOption<String> REPORTER_SCOPE_DELIMITER =
      WithoutEffect.text("metrics.reporter.scope.delimiter", ".", WithoutEffect.METRICS);

  public static final ConfigOption<String> REPORTER_EXCLUDED_VARIABLES =
      WithoutEffect.text("metrics.reporter.scope.variables.excludes", ".", WithoutEffect.METRICS);

  public static final ConfigOption<Map<String, String>> REPORTER_ADDITIONAL_VARIABLES =
      WithoutEffect.map("metrics.reporter.scope.variables.additional", null, WithoutEffect.METRICS);

  public static final ConfigOption<List<String>> REPORTER_INCLUDES =
      WithoutEffect.texts(
          "metrics.reporter.filter.includes", List.of("*:*:*"), WithoutEffect.METRICS);

  public static final ConfigOption<List<String>> REPORTER_EXCLUDES =
      WithoutEffect.texts("metrics.reporter.filter.excludes", List.of(), WithoutEffect.METRICS);

  public static final ConfigOption<String> REPORTER_CONFIG_PARAMETER =
      WithoutEffect.text("metrics.reporter.parameter", null, WithoutEffect.METRICS);

  public static final ConfigOption<String> SCOPE_DELIMITER =
      WithoutEffect.text("metrics.scope.delimiter", ".", WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<String> SCOPE_NAMING_JM =
      WithoutEffect.text("metrics.scope.jm", "<host>.jobmanager", WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<String> SCOPE_NAMING_JM_JOB =
      WithoutEffect.text(
          "metrics.scope.jm-job", "<host>.jobmanager.<job_name>", WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<String> SCOPE_NAMING_JM_OPERATOR =
      WithoutEffect.text(
          "metrics.scope.jm-operator",
          "<host>.jobmanager.<job_name>.<operator_name>",
          WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<String> SCOPE_NAMING_TM =
      WithoutEffect.text(
          "metrics.scope.tm", "<host>.taskmanager.<tm_id>", WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<String> SCOPE_NAMING_TM_JOB =
      WithoutEffect.text(
          "metrics.scope.tm-job",
          "<host>.taskmanager.<tm_id>.<job_name>",
          WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<String> SCOPE_NAMING_TASK =
      WithoutEffect.text(
          "metrics.scope.task",
          "<host>.taskmanager.<tm_id>.<job_name>.<task_name>.<subtask_index>",
          WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<String> SCOPE_NAMING_OPERATOR =
      WithoutEffect.text(
          "metrics.scope.operator",
          "<host>.taskmanager.<tm_id>.<job_name>.<operator_name>.<subtask_index>",
          WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<String> LATENCY_SOURCE_GRANULARITY =
      WithoutEffect.text("metrics.latency.granularity", "operator", WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<Integer> LATENCY_HISTORY_SIZE =
      WithoutEffect.number("metrics.latency.history-size", 128, WithoutEffect.METRIC_NAMES);

  public static final ConfigOption<Boolean> SYSTEM_RESOURCE_METRICS =
      WithoutEffect.flag("metrics.system-resource", false, WithoutEffect.METRICS);

  public static final ConfigOption<Duration> SYSTEM_RESOURCE_METRICS_PROBING_INTERVAL =
      WithoutEffect.time(
          "metrics.system-resource-probing-interval", Duration.ofSeconds(5), WithoutEffect.METRICS);

  public static final ConfigOption<String> QUERY_SERVICE_PORT =
      WithoutEffect.text("metrics.internal.query-service.port", "0", WithoutEffect.METRICS);

  public static final ConfigOption<Integer> QUERY_SERVICE_THREAD_PRIORITY =
      WithoutEffect.number(
          "metrics.internal.query-service.thread-priority", 1, WithoutEffect.METRICS);

  public static final ConfigOption<Duration> METRIC_FETCHER_UPDATE_INTERVAL =
      WithoutEffect.time(
          "metrics.fetcher.update-interval", Duration.ofSeconds(10), WithoutEffect.METRICS);
}
