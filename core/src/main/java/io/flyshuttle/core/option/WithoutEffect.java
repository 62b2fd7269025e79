// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Makes options that programs and settings of other engines have and that do nothing here. Whoever
 * sets one is told why; none of them is swallowed, and none refused.
 */
final class WithoutEffect {
  static final String ADAPTIVE_BATCH =
      "the parallelism of the operators is the upper bound, and the sizes of what they read decide";

  static final String ADAPTIVE_JOBS =
      "jobs of streams keep the parallelism they were started with; change it with a savepoint";

  static final String ADDRESSES = "YARN says where processes run, and they take free ports there";

  static final String ASYNC_STATE = "state is accessed one record at a time";

  static final String BATCH_STREAMS =
      "operators of streams that end sort and keep state as other streams do";

  static final String BIND = "processes listen at all addresses of their hosts";

  static final String CANCEL =
      "a cancelled task is interrupted once, and its worker is given up after task.cancellation.timeout";

  static final String CHAINS =
      "which operators share a task follows from their edges and parallelism";

  static final String CHANGELOG =
      "the paged store writes incremental checkpoints without a changelog";

  static final String CHECKPOINTS = "checkpoints are taken in one way here";

  static final String CHECKPOINT_FILES =
      "a checkpoint is one file per worker, and small state stands in its metadata";

  static final String CLASSES = "jars and class path of a job come from the command line";

  static final String CLEANUP =
      "what an ended job leaves is removed at once and again at the end of the session";

  static final String COMMITS = "commits are tried again until the job fails";

  static final String COMPRESSION =
      "what lies on disk is compressed with LZ4, what goes over the network is not";

  static final String CONNECTIONS = "two workers share one connection, whatever jobs they run";

  static final String CORES = "cores are asked for by yarn.containers.vcores";

  static final String FATAL = "a process that cannot go on ends, and is replaced";

  static final String FILES =
      "files that go along with a job are fetched from the file system it was uploaded to";

  static final String HA =
      "a restarted ApplicationMaster takes its jobs over from the staging directory, without ZooKeeper";

  static final String HADOOP =
      "the directory of Hadoop's configuration is that of fs.hdfs.hadoopconf or HADOOP_CONF_DIR";

  static final String HISTORY = "ended jobs are kept by the session, and YARN keeps its logs";

  static final String HTTP = "the client waits and tries again by rules of its own";

  static final String IN_FLIGHT = "data in flight is always restored";

  static final String JMX = "open one by env.java.opts, as for any JVM";

  static final String KERBEROS =
      "Kerberos is for Hadoop's services only, and each login is made when it is needed";

  static final String LOADERS =
      "the classes that come from the engine first are fixed, apart from classloader.parent-first-patterns.additional";

  static final String LOCAL_DIRS = "copies of state lie in taskmanager.tmp.dirs";

  static final String LOSS =
      "a process counts as lost after heartbeat.timeout, or when YARN says so";

  static final String LOSSES = "connections and files are tried again by rules of their own";

  static final String MASTER_THREADS = "the threads of the ApplicationMaster are fixed";

  static final String MEMORY =
      "what a JVM needs besides heap, network buffers and managed memory is derived from its size";

  static final String METRICS =
      "metrics are read from the page, the HTTP interface and the log; there are no reporters";

  static final String METRIC_NAMES = "names of metrics are fixed";

  static final String NAMES = "names of tasks are made in one way";

  static final String NETTY =
      "the network threads and their buffers are derived from the number of slots";

  static final String NETWORK =
      "this is derived from the number of channels and the memory for network buffers";

  static final String NO_SPECULATION = "slow tasks are not run a second time";

  static final String OUTPUT = "what functions print goes to the worker's stdout";

  static final String PLUGINS =
      "there are no plugins: file systems and formats come with lib/ or the job";

  static final String PROCESS =
      "processes are started by YARN and not by scripts on hosts: env.java.opts and the log4j files count";

  static final String PROGRAM = "a program may set what belongs to its jobs";

  static final String QUERIES = "state cannot be queried from outside";

  static final String REGISTRATION =
      "workers try to register until heartbeat.timeout has passed several times";

  static final String ROCKSDB = "the rocksdb store sets RocksDB up by the managed memory it has";

  static final String RPC =
      "the settings of the actors between ApplicationMaster and workers are fixed";

  static final String SCHEDULING =
      "jobs are scheduled in one way here: by pipelined regions, as soon as there are slots for them";

  static final String SESSION_END =
      "a session ends by stop-session, or with the program where it is one process";

  static final String SHARES = "managed memory is shared by what the operators of a slot need";

  static final String SHUFFLE =
      "which results are complete before they are read is decided for each edge";

  static final String SORTING = "sorts and hash tables choose this from the memory they have";

  static final String SPLITS = "splits of sources are aligned if their readers can pause them";

  static final String SPREAD = "tasks of a job are spread over the workers that have free slots";

  static final String SSL =
      "the ways between processes of a session are secured by secrets made for it";

  static final String STATE_LATENCY = "times of single accesses to state are not measured";

  static final String STATISTICS = "how many records of an input are looked at is fixed";

  static final String STORAGE = "state.checkpoints.dir alone decides where checkpoints go";

  static final String TARGET =
      "a program runs where it is started: by flyshuttle run in a session, else in its own process";

  static final String TASK_HEAP =
      "user code has what network buffers and managed memory leave: set taskmanager.heap.mb";

  static final String WEB = "the page of the session has no such part";

  static final String WORKERS =
      "workers are asked for when jobs lack slots and released when they are idle";

  static final String WORKING_DIR =
      "processes work in the directory of their container and in taskmanager.tmp.dirs";

  static final String TYPES = "what a type registers with Kryo is what the program says";

  static final String AVRO = "there is no Avro serializer in the engine: register one with Kryo";

  private WithoutEffect() {}

  static ConfigOption<Boolean> flag(String key, Boolean defaultValue, String reason) {
    return made(key, OptionType.of(Boolean.class), defaultValue, reason);
  }

  static ConfigOption<Integer> number(String key, Integer defaultValue, String reason) {
    return made(key, OptionType.of(Integer.class), defaultValue, reason);
  }

  static ConfigOption<Long> longNumber(String key, Long defaultValue, String reason) {
    return made(key, OptionType.of(Long.class), defaultValue, reason);
  }

  static ConfigOption<Float> part(String key, Float defaultValue, String reason) {
    return made(key, OptionType.of(Float.class), defaultValue, reason);
  }

  static ConfigOption<Double> ratio(String key, Double defaultValue, String reason) {
    return made(key, OptionType.of(Double.class), defaultValue, reason);
  }

  static ConfigOption<String> text(String key, String defaultValue, String reason) {
    return made(key, OptionType.of(String.class), defaultValue, reason);
  }

  static ConfigOption<Duration> time(String key, Duration defaultValue, String reason) {
    return made(key, OptionType.of(Duration.class), defaultValue, reason);
  }

  static ConfigOption<MemorySize> size(String key, MemorySize defaultValue, String reason) {
    return made(key, OptionType.of(MemorySize.class), defaultValue, reason);
  }

  static ConfigOption<List<String>> texts(String key, List<String> defaultValue, String reason) {
    return made(key, OptionType.of(String.class).asList(), defaultValue, reason);
  }

  static ConfigOption<Map<String, String>> map(
      String key, Map<String, String> defaultValue, String reason) {
    return made(key, OptionType.of(Map.class), defaultValue, reason);
  }

  static <E extends Enum<E>> ConfigOption<E> choice(
      String key, Class<E> type, E defaultValue, String reason) {
    return made(key, OptionType.of(type), defaultValue, reason);
  }

  private static <T> ConfigOption<T> made(
      String key, OptionType type, T defaultValue, String reason) {
    return new ConfigOption<>(key, type, defaultValue, reason, List.of(), List.of(), false);
  }
}
