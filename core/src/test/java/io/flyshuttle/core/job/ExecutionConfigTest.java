// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.IllegalConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ExecutionConfigTest {

  @Test
  void shouldTravelWithAllItsSettings() throws Exception {
    ExecutionConfig config = new ExecutionConfig();
    config.setParallelism(5).enableObjectReuse().setAutoWatermarkInterval(7);
    config.setMaxParallelism(64);
    config.registerPojoType(String.class);
    config.disableGenericTypes();
    config.setGlobalJobParameters(ParameterTool.fromArgs(new String[] {"--a", "b"}));
    config.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 500));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(config);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ExecutionConfig read = (ExecutionConfig) in.readObject();
      assertEquals(config, read);
      assertEquals(config.hashCode(), read.hashCode());
      assertEquals(Map.of("a", "b"), read.getGlobalJobParameters().toMap());
      assertTrue(read.hasGenericTypesDisabled());
      assertNotEquals(new ExecutionConfig(), read);
    }
  }

  @Test
  void shouldTakeSettings() {
    Configuration settings = new Configuration();
    settings.setString("pipeline.object-reuse", "true");
    settings.setString("pipeline.auto-watermark-interval", "1 s");
    settings.setString("parallelism.default", "6");
    settings.setString("pipeline.generic-types", "false");
    settings.setString("pipeline.global-job-parameters", "k:v");
    settings.setString("restart-strategy", "failure-rate");
    settings.setString("restart-strategy.failure-rate.delay", "2 s");
    ExecutionConfig config = new ExecutionConfig();
    config.configure(settings, getClass().getClassLoader());
    assertTrue(config.isObjectReuseEnabled());
    assertEquals(1000, config.getAutoWatermarkInterval());
    assertEquals(6, config.getParallelism());
    assertTrue(config.hasGenericTypesDisabled());
    assertEquals(Map.of("k", "v"), config.getGlobalJobParameters().toMap());
    assertEquals(
        new RestartSpec(RestartSpec.Strategy.FAILURE_RATE, 1, 60_000, 2000, 0, 0, 0, 0),
        RestartSpec.of(config.getRestartStrategy()));
  }

  @Test
  void shouldLetAConfigurationBeTheParametersOfAJob() {
    Configuration parameters = new Configuration();
    parameters.setString("a", "b");
    ExecutionConfig config = new ExecutionConfig();
    config.setGlobalJobParameters(parameters);
    Configuration seen = (Configuration) config.getGlobalJobParameters();
    assertEquals("b", seen.getString("a", null));
  }

  @Test
  void shouldRefuseNonsense() {
    ExecutionConfig config = new ExecutionConfig();
    assertThrows(IllegalArgumentException.class, () -> config.setParallelism(0));
    assertThrows(IllegalArgumentException.class, () -> config.setMaxParallelism(0));
    assertThrows(IllegalArgumentException.class, () -> config.setMaxParallelism(40_000));
    assertThrows(IllegalArgumentException.class, () -> config.setAutoWatermarkInterval(-1));
    config.setParallelism(ExecutionConfig.PARALLELISM_DEFAULT);
    config.setParallelism(3).setParallelism(ExecutionConfig.PARALLELISM_UNKNOWN);
    assertEquals(3, config.getParallelism());
  }

  @Test
  void shouldUnderstandRetriesAsARestartStrategy() {
    ExecutionConfig config = new ExecutionConfig();
    assertEquals(
        RestartSpec.Strategy.SESSION_DEFAULT,
        RestartSpec.of(config.getRestartStrategy()).strategy());
    config.setNumberOfExecutionRetries(2).setExecutionRetryDelay(30);
    assertEquals(RestartSpec.fixedDelay(2, 30), RestartSpec.of(config.getRestartStrategy()));
    config.setNumberOfExecutionRetries(0);
    assertEquals(RestartSpec.none(), RestartSpec.of(config.getRestartStrategy()));
    config.setRestartStrategy(RestartStrategies.fixedDelayRestart(9, Time.seconds(1)));
    assertEquals(RestartSpec.fixedDelay(9, 1000), RestartSpec.of(config.getRestartStrategy()));
  }

  @Test
  void shouldMakeEveryStrategyOfSettings() {
    Configuration settings = new Configuration();
    assertEquals(Optional.empty(), RestartStrategies.fromConfiguration(settings));
    settings.setString("restart-strategy.type", "disable");
    assertEquals(
        Optional.of(RestartStrategies.noRestart()), RestartStrategies.fromConfiguration(settings));
    settings.setString("restart-strategy.type", "fixed-delay");
    assertEquals(
        Optional.of(RestartStrategies.fixedDelayRestart(1, Duration.ofSeconds(1))),
        RestartStrategies.fromConfiguration(settings));
    settings.setString("restart-strategy.type", "exponential-delay");
    RestartSpec exponential =
        RestartSpec.of(RestartStrategies.fromConfiguration(settings).orElseThrow());
    assertEquals(1000, exponential.delayMillis());
    assertEquals(60_000, exponential.maxDelayMillis());
    assertEquals(1.5, exponential.multiplier());
    settings.setString("restart-strategy.type", "hope");
    IllegalConfigurationException e =
        assertThrows(
            IllegalConfigurationException.class,
            () -> RestartStrategies.fromConfiguration(settings));
    assertEquals(ErrorCode.INVALID_OPTION, e.code());
  }

  @Test
  void shouldGiveResultsByName() {
    Map<String, Object> accumulators = new HashMap<>();
    accumulators.put("lines", 5);
    accumulators.put("none", null);
    JobExecutionResult result = new JobExecutionResult(new JobID(), 1500, accumulators);
    assertEquals(5, result.getIntCounterResult("lines"));
    assertEquals(5, result.<Integer>getAccumulatorResult("lines"));
    assertNull(result.getAccumulatorResult("none"));
    assertNull(result.getAccumulatorResult("other"));
    assertEquals(accumulators, result.getAllAccumulatorResults());
    assertEquals(1, result.getNetRuntime(TimeUnit.SECONDS));
    assertTrue(result.toString().contains("- lines: 5"), result.toString());
    accumulators.put("lines", 5L);
    assertThrows(
        ClassCastException.class,
        () -> new JobExecutionResult(null, 1, accumulators).getIntCounterResult("lines"));
    assertThrows(
        ClassCastException.class, () -> new JobSubmissionResult(null).getJobExecutionResult());
  }
}
