// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** What a job starts from. */
public final class StateRecoveryOptions {
  private StateRecoveryOptions() {}

  public static final ConfigOption<String> SAVEPOINT_PATH =
      ConfigOptions.key("execution.state-recovery.path")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("execution.savepoint.path")
          .withDescription("Savepoint or checkpoint that the job starts from (run -s).");

  public static final ConfigOption<Boolean> SAVEPOINT_IGNORE_UNCLAIMED_STATE =
      ConfigOptions.key("execution.state-recovery.ignore-unclaimed-state")
          .booleanType()
          .defaultValue(false)
          .withFallbackKeys("execution.savepoint.ignore-unclaimed-state")
          .withDescription(
              "Whether state that belongs to no operator of the program may be left behind"
                  + " (run -n).");

  public static final ConfigOption<RestoreMode> RESTORE_MODE =
      ConfigOptions.key("execution.state-recovery.claim-mode")
          .enumType(RestoreMode.class)
          .defaultValue(RestoreMode.NO_CLAIM)
          .withFallbackKeys("execution.savepoint-restore-mode")
          .withDescription("Whose the files are that the job starts from.");

  public static final ConfigOption<Boolean> LOCAL_RECOVERY =
      ConfigOptions.key("execution.state-recovery.from-local")
          .booleanType()
          .defaultValue(false)
          .withFallbackKeys(
              "state.backend.local-recovery", "execution.checkpointing.local-backup.enabled")
          .withDescription(
              "Whether workers keep a copy, on their local disks, of what they write for the newest"
                  + " checkpoint: tasks that start again in the same worker read it.");

  public static final ConfigOption<String> OPERATOR_MAPPING =
      ConfigOptions.key("execution.state-recovery.mapping")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File of the client with a line `old=new` for each operator that was renamed, by"
                  + " uid or id (run --mapping); savepoint explain writes one.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<Long> CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA =
      WithoutEffect.longNumber(
          "execution.state-recovery.ignore-in-flight-data-of-checkpoint",
          -1L,
          WithoutEffect.IN_FLIGHT);
}
