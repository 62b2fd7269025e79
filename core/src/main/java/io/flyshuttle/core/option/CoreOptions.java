// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.util.List;

/** What concerns every process. */
public final class CoreOptions {
  private CoreOptions() {}

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
}
