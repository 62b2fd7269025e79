// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.util.List;
import java.util.stream.Stream;

/** What concerns every process. */
public final class CoreOptions {
  private CoreOptions() {}

  /** Starts of the names of classes that come from the engine first, as they are set. */
  public static String[] getParentFirstLoaderPatterns(ReadableConfig config) {
    return joined(
        config.get(ALWAYS_PARENT_FIRST_LOADER_PATTERNS),
        config.get(ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL));
  }

  /** The same for plugins, of which there are none. */
  public static String[] getPluginParentFirstLoaderPatterns(Configuration config) {
    return joined(
        config.get(PLUGIN_ALWAYS_PARENT_FIRST_LOADER_PATTERNS),
        config.get(PLUGIN_ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL));
  }

  private static String[] joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toArray(String[]::new);
  }

  public static final ConfigOption<Integer> DEFAULT_PARALLELISM =
      ConfigOptions.key("parallelism.default")
          .intType()
          .defaultValue(1)
          .withDescription("Parallelism of jobs and operators for which none is set.");

  public static final ConfigOption<String> DEFAULT_FILESYSTEM_SCHEME =
      ConfigOptions.key("fs.default-scheme")
          .stringType()
          .defaultValue("file:///")
          .withDescription(
              "File system of paths that name none, such as hdfs://namenode:9000/; the local one"
                  + " unless set.");

  public static final ConfigOption<String> HADOOP_CONF_DIR =
      ConfigOptions.key("fs.hdfs.hadoopconf")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Directory with core-site.xml, hdfs-site.xml and yarn-site.xml. The"
                  + " environment variable HADOOP_CONF_DIR counts where this is not set.");

  public static final ConfigOption<Boolean> FILESYTEM_DEFAULT_OVERRIDE =
      ConfigOptions.key("fs.overwrite-files")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether output replaces what exists at its path. If not, such a job is"
                  + " refused.");

  public static final ConfigOption<Boolean> FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY =
      ConfigOptions.key("fs.output.always-create-directory")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether output of parallelism 1 is a directory with one file, not a file.");

  public static final ConfigOption<Boolean> FILESYSTEM_OUTPUT_SUCCESS_MARKER =
      ConfigOptions.key("fs.output.success-marker")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether a job that has succeeded leaves an empty file _SUCCESS in each output that"
                  + " is a directory of files, as jobs of MapReduce do: the done-flag of Oozie's"
                  + " datasets.");

  public static final ConfigOption<String> JAVA_HOME =
      ConfigOptions.key("env.java.home")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Installation of the JDK that runs client, ApplicationMaster and workers."
                  + " If unset, that of each host.");

  public static final ConfigOption<String> JVM_OPTIONS =
      ConfigOptions.key("env.java.opts")
          .stringType()
          .defaultValue("")
          .withFallbackKeys("env.java.opts.all")
          .withDescription("Flags of all JVMs: client, ApplicationMaster, workers.");

  public static final ConfigOption<String> JM_JVM_OPTIONS =
      ConfigOptions.key("env.java.opts.jobmanager")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Flags of the JVM of the ApplicationMaster with its JobManager, after those"
                  + " of env.java.opts.");

  public static final ConfigOption<String> TM_JVM_OPTIONS =
      ConfigOptions.key("env.java.opts.taskmanager")
          .stringType()
          .defaultValue("")
          .withDescription("Flags of the JVMs of workers, after those of env.java.opts.");

  public static final ConfigOption<String> CLI_JVM_OPTIONS =
      ConfigOptions.key("env.java.opts.client")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Flags of the JVM of the command line client, after those of env.java.opts.");

  public static final ConfigOption<String> CLASSLOADER_RESOLVE_ORDER =
      ConfigOptions.key("classloader.resolve-order")
          .stringType("child-first", "parent-first")
          .defaultValue("child-first")
          .withDescription(
              "Whose version of a class counts: that of the user's jar (child-first) or"
                  + " that of the engine (parent-first).");

  public static final ConfigOption<List<String>> ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL =
      ConfigOptions.key("classloader.parent-first-patterns.additional")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Starts of class names that are always taken from the engine's class path,"
                  + " separated by semicolons.");

  public static final ConfigOption<String> TMP_DIRS =
      ConfigOptions.key("taskmanager.tmp.dirs")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("io.tmp.dirs")
          .withDescription(
              "Local directories for spilled data, separated by the path separator or a"
                  + " comma, used in turn. If unset: the container's local directories on YARN,"
                  + " else java.io.tmpdir.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<List<String>> ALWAYS_PARENT_FIRST_LOADER_PATTERNS =
      WithoutEffect.texts(
          "classloader.parent-first-patterns.default",
          List.of(
              "java.",
              "scala.",
              "io.flyshuttle.",
              "javax.annotation.",
              "org.slf4j",
              "org.apache.log4j",
              "org.apache.logging",
              "org.apache.commons.logging",
              "ch.qos.logback"),
          WithoutEffect.LOADERS);

  public static final ConfigOption<Boolean> CHECK_LEAKED_CLASSLOADER =
      WithoutEffect.flag("classloader.check-leaked-classloader", true, WithoutEffect.LOADERS);

  public static final ConfigOption<Boolean> FAIL_ON_USER_CLASS_LOADING_METASPACE_OOM =
      WithoutEffect.flag("classloader.fail-on-metaspace-oom-error", true, WithoutEffect.LOADERS);

  public static final ConfigOption<List<String>> PLUGIN_ALWAYS_PARENT_FIRST_LOADER_PATTERNS =
      WithoutEffect.texts(
          "plugin.classloader.parent-first-patterns.default",
          List.of("java.", "io.flyshuttle.", "org.slf4j"),
          WithoutEffect.PLUGINS);

  public static final ConfigOption<List<String>>
      PLUGIN_ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL =
          WithoutEffect.texts(
              "plugin.classloader.parent-first-patterns.additional",
              List.of(),
              WithoutEffect.PLUGINS);

  public static final ConfigOption<String> ALLOWED_FALLBACK_FILESYSTEMS =
      WithoutEffect.text("fs.allowed-fallback-filesystems", "", WithoutEffect.PLUGINS);

  public static final ConfigOption<String> FLINK_LOG_DIR =
      WithoutEffect.text("env.log.dir", null, WithoutEffect.PROCESS);

  public static final ConfigOption<String> FLINK_LOG_LEVEL =
      WithoutEffect.text("env.log.level", "INFO", WithoutEffect.PROCESS);

  public static final ConfigOption<Integer> FLINK_LOG_MAX =
      WithoutEffect.number("env.log.max", 10, WithoutEffect.PROCESS);

  public static final ConfigOption<String> FLINK_PID_DIR =
      WithoutEffect.text("env.pid.dir", "/tmp", WithoutEffect.PROCESS);

  public static final ConfigOption<String> FLINK_SSH_OPTIONS =
      WithoutEffect.text("env.ssh.opts", null, WithoutEffect.PROCESS);

  public static final ConfigOption<Boolean> FLINK_STD_REDIRECT_TO_FILE =
      WithoutEffect.flag("env.stdout-err.redirect-to-file", false, WithoutEffect.PROCESS);

  public static final ConfigOption<String> FLINK_HADOOP_CONF_DIR =
      WithoutEffect.text("env.hadoop.conf.dir", null, WithoutEffect.HADOOP);

  public static final ConfigOption<String> FLINK_YARN_CONF_DIR =
      WithoutEffect.text("env.yarn.conf.dir", null, WithoutEffect.HADOOP);

  public static final ConfigOption<String> FLINK_HBASE_CONF_DIR =
      WithoutEffect.text("env.hbase.conf.dir", null, WithoutEffect.HADOOP);

  public static final ConfigOption<String> FLINK_HS_JVM_OPTIONS =
      WithoutEffect.text("env.java.opts.historyserver", "", WithoutEffect.PROCESS);

  public static final ConfigOption<String> FLINK_SQL_GATEWAY_JVM_OPTIONS =
      WithoutEffect.text("env.java.opts.sql-gateway", "", WithoutEffect.PROCESS);
}
