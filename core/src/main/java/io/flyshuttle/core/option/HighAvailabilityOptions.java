// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** What survives a lost JobManager, and where. */
public final class HighAvailabilityOptions {
  private HighAvailabilityOptions() {}

  public static final ConfigOption<String> HA_MODE =
      WithoutEffect.text("high-availability.type", "NONE", WithoutEffect.HA)
          .withFallbackKeys("high-availability", "recovery.mode");

  public static final ConfigOption<String> HA_CLUSTER_ID =
      WithoutEffect.text("high-availability.cluster-id", "/default", WithoutEffect.HA);

  public static final ConfigOption<String> HA_STORAGE_PATH =
      WithoutEffect.text("high-availability.storageDir", null, WithoutEffect.HA);

  public static final ConfigOption<String> HA_JOB_MANAGER_PORT_RANGE =
      WithoutEffect.text("high-availability.jobmanager.port", "0", WithoutEffect.HA);

  public static final ConfigOption<Duration> HA_JOB_DELAY =
      WithoutEffect.time("high-availability.job.delay", null, WithoutEffect.HA);

  public static final ConfigOption<String> HA_ZOOKEEPER_QUORUM =
      WithoutEffect.text("high-availability.zookeeper.quorum", null, WithoutEffect.HA);

  public static final ConfigOption<String> HA_ZOOKEEPER_ROOT =
      WithoutEffect.text("high-availability.zookeeper.path.root", "/flyshuttle", WithoutEffect.HA);

  public static final ConfigOption<String> HA_ZOOKEEPER_JOBGRAPHS_PATH =
      WithoutEffect.text(
          "high-availability.zookeeper.path.jobgraphs", "/jobgraphs", WithoutEffect.HA);

  public static final ConfigOption<Integer> ZOOKEEPER_SESSION_TIMEOUT =
      WithoutEffect.number(
          "high-availability.zookeeper.client.session-timeout", 60_000, WithoutEffect.HA);

  public static final ConfigOption<Integer> ZOOKEEPER_CONNECTION_TIMEOUT =
      WithoutEffect.number(
          "high-availability.zookeeper.client.connection-timeout", 15_000, WithoutEffect.HA);

  public static final ConfigOption<Integer> ZOOKEEPER_RETRY_WAIT =
      WithoutEffect.number(
          "high-availability.zookeeper.client.retry-wait", 5_000, WithoutEffect.HA);

  public static final ConfigOption<Integer> ZOOKEEPER_MAX_RETRY_ATTEMPTS =
      WithoutEffect.number(
          "high-availability.zookeeper.client.max-retry-attempts", 3, WithoutEffect.HA);

  public static final ConfigOption<String> ZOOKEEPER_CLIENT_ACL =
      WithoutEffect.text("high-availability.zookeeper.client.acl", "open", WithoutEffect.HA);

  public static final ConfigOption<Boolean> ZOOKEEPER_TOLERATE_SUSPENDED_CONNECTIONS =
      WithoutEffect.flag(
          "high-availability.zookeeper.client.tolerate-suspended-connections",
          false,
          WithoutEffect.HA);
}
