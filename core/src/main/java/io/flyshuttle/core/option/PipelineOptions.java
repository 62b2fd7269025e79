// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a program can set for one job. */
public final class PipelineOptions {
  /** How tasks are described. */
  public enum VertexDescriptionMode {
    TREE,
    CASCADING
  }

  private PipelineOptions() {}

  public static final ConfigOption<String> NAME =
      ConfigOptions.key("pipeline.name")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of the job.");

  public static final ConfigOption<Boolean> OBJECT_REUSE =
      ConfigOptions.key("pipeline.object-reuse")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether functions may be handed the same object again with other content.");

  public static final ConfigOption<Boolean> GENERIC_TYPES =
      ConfigOptions.key("pipeline.generic-types")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether types that only Kryo can serialize are allowed.");

  public static final ConfigOption<Integer> MAX_PARALLELISM =
      ConfigOptions.key("pipeline.max-parallelism")
          .intType()
          .defaultValue(-1)
          .withDescription(
              "Number of key groups of operators for which none is set: the upper bound"
                  + " of any later parallelism. -1 derives it.");

  public static final ConfigOption<Duration> AUTO_WATERMARK_INTERVAL =
      ConfigOptions.key("pipeline.auto-watermark-interval")
          .durationType()
          .defaultValue(Duration.ofMillis(200))
          .withDescription("Time between two watermarks of generators that work periodically.");

  /** For who expects quiet hours, or wants to hear of a missing watermark sooner. */
  public static final ConfigOption<ClosureCleaning.ClosureCleanerLevel> CLOSURE_CLEANER_LEVEL =
      ConfigOptions.key("pipeline.closure-cleaner-level")
          .enumType(ClosureCleaning.ClosureCleanerLevel.class)
          .defaultValue(ClosureCleaning.ClosureCleanerLevel.RECURSIVE)
          .withDescription(
              "How far references to outer objects that a function does not use are taken out of"
                  + " it.");

  public static final ConfigOption<Duration> WATERMARK_PATIENCE =
      ConfigOptions.key("pipeline.watermark-patience")
          .durationType()
          .defaultValue(Duration.ofSeconds(60))
          .withDescription(
              "How long an event-time watermark may stand still, though records come, until the"
                  + " worker's log names the input that holds it back.");

  public static final ConfigOption<Boolean> OPERATOR_CHAINING =
      ConfigOptions.key("pipeline.operator-chaining")
          .booleanType()
          .defaultValue(true)
          .withFallbackKeys("pipeline.operator-chaining.enabled")
          .withDescription("Whether operators run in one task where they can.");

  public static final ConfigOption<Map<String, String>> GLOBAL_JOB_PARAMETERS =
      ConfigOptions.key("pipeline.global-job-parameters")
          .mapType()
          .noDefaultValue()
          .withDescription("Parameters that all functions of the job can read.");

  public static final ConfigOption<List<String>> CACHED_FILES =
      ConfigOptions.key("pipeline.cached-files")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Files that every worker fetches for functions to ask for by name:"
                  + " name:n1,path:'hdfs:///f1';name:n2,path:'hdfs:///f2',executable:true.");

  public static final ConfigOption<Boolean> AUTO_GENERATE_UIDS =
      ConfigOptions.key("pipeline.auto-generate-uids")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether operators without uid get an id made from the structure of the program;"
                  + " if not, such a program is refused.");

  public static final ConfigOption<Boolean> AUTO_TYPE_REGISTRATION =
      ConfigOptions.key("pipeline.auto-type-registration")
          .booleanType()
          .defaultValue(true)
          .withoutEffect(WithoutEffect.TYPES);

  public static final ConfigOption<Boolean> FORCE_KRYO =
      ConfigOptions.key("pipeline.force-kryo")
          .booleanType()
          .defaultValue(false)
          .withDescription("Whether Kryo serializes POJOs too.");

  public static final ConfigOption<Boolean> FORCE_AVRO =
      ConfigOptions.key("pipeline.force-avro")
          .booleanType()
          .defaultValue(false)
          .withoutEffect(WithoutEffect.AVRO);

  public static final ConfigOption<Boolean> FORCE_KRYO_AVRO =
      ConfigOptions.key("pipeline.force-kryo-avro")
          .booleanType()
          .noDefaultValue()
          .withoutEffect(WithoutEffect.AVRO);

  public static final ConfigOption<List<String>> KRYO_DEFAULT_SERIALIZERS =
      ConfigOptions.key("pipeline.default-kryo-serializers")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Kryo serializers of classes and those below them:"
                  + " class:a.C1,serializer:a.S1;class:a.C2,serializer:a.S2.");

  public static final ConfigOption<List<String>> KRYO_REGISTERED_CLASSES =
      ConfigOptions.key("pipeline.registered-kryo-types")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription("Classes that Kryo writes as a number instead of their name.");

  public static final ConfigOption<List<String>> POJO_REGISTERED_CLASSES =
      ConfigOptions.key("pipeline.registered-pojo-types")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription("Subclasses of POJOs that are written as a number.");

  public static final ConfigOption<List<String>> SERIALIZATION_CONFIG =
      ConfigOptions.key("pipeline.serialization-config")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "How classes are serialized: a.C1: {type: pojo}; a.C2: {type: kryo};"
                  + " a.C3: {type: kryo, kryo-type: registered, class: a.S3};"
                  + " a.C4: {type: typeinfo, class: a.F4}.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<List<String>> JARS =
      WithoutEffect.texts("pipeline.jars", null, WithoutEffect.CLASSES);

  public static final ConfigOption<List<String>> CLASSPATHS =
      WithoutEffect.texts("pipeline.classpaths", null, WithoutEffect.CLASSES);

  public static final ConfigOption<Map<String, String>> PARALLELISM_OVERRIDES =
      WithoutEffect.map(
          "pipeline.jobvertex-parallelism-overrides", null, WithoutEffect.ADAPTIVE_JOBS);

  public static final ConfigOption<Boolean>
      OPERATOR_CHAINING_CHAIN_OPERATORS_WITH_DIFFERENT_MAX_PARALLELISM =
          WithoutEffect.flag(
              "pipeline.operator-chaining.chain-operators-with-different-max-parallelism",
              true,
              WithoutEffect.CHAINS);

  public static final ConfigOption<VertexDescriptionMode> VERTEX_DESCRIPTION_MODE =
      WithoutEffect.choice(
          "pipeline.vertex-description-mode",
          VertexDescriptionMode.class,
          VertexDescriptionMode.TREE,
          WithoutEffect.NAMES);

  public static final ConfigOption<Boolean> VERTEX_NAME_INCLUDE_INDEX_PREFIX =
      WithoutEffect.flag("pipeline.vertex-name-include-index-prefix", false, WithoutEffect.NAMES);

  public static final ConfigOption<Boolean> ALLOW_UNALIGNED_SOURCE_SPLITS =
      WithoutEffect.flag(
          "pipeline.watermark-alignment.allow-unaligned-source-splits",
          false,
          WithoutEffect.SPLITS);
}
