// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Status;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.stream.sink.DiscardingSink;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalSession;
import io.flyshuttle.local.LocalSettings;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What HDFS does not let be written is told with its reason; the job lives on, and its checkpoints
 * go on when they can. The job's user is not HDFS's own, whom nothing is forbidden.
 */
@ClusterTest
class CheckpointFailuresOnHdfsTest {
  private static final Path HOME = new Path("/guest");

  private static DistributedFileSystem hdfs;
  private static UserGroupInformation owner;

  @BeforeAll
  static void becomeGuest() throws Exception {
    Cluster cluster = Cluster.get();
    hdfs = (DistributedFileSystem) cluster.hdfs();
    hdfs.mkdirs(HOME);
    hdfs.setOwner(HOME, "guest", "guests");
    owner = UserGroupInformation.getLoginUser();
    UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser("guest"));
    Configuration configuration = new Configuration();
    configuration.setString("fs.hdfs.hadoopconf", cluster.conf().toString());
    FileSystem.initialize(configuration);
  }

  @AfterAll
  static void becomeOwner() throws Exception {
    FileSystem.initialize(new Configuration());
    if (owner != null) {
      UserGroupInformation.setLoginUser(owner);
      hdfs.delete(HOME, true);
    }
  }

  /** Counts slowly, for ever. */
  private static final class Numbers implements SourceFunction<Long> {
    private static final long serialVersionUID = 1L;
    private volatile boolean running = true;

    @Override
    public void run(SourceContext<Long> context) {
      for (long i = 0; running; i++) {
        synchronized (context.getCheckpointLock()) {
          context.collect(i);
        }
        LockSupport.parkNanos(1_000_000);
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  private static CheckpointReport.Summary checkpoints(LocalSession session, JobClient job) {
    return session.jobManager().checkpoints(job.getJobID()).join();
  }

  private static void awaitCompleted(LocalSession session, JobClient job) throws Exception {
    long before = checkpoints(session, job).completed();
    Await.until(
        "a checkpoint is complete", 300, () -> checkpoints(session, job).completed() > before + 1);
  }

  private static CheckpointReport.Line awaitFailure(
      LocalSession session, JobClient job, ErrorCode code) throws Exception {
    CheckpointReport.Line[] found = new CheckpointReport.Line[1];
    Await.until(
        "a checkpoint fails with " + code,
        300,
        () -> {
          for (CheckpointReport.Line line : checkpoints(session, job).history()) {
            if (line.status() == Status.FAILED && line.code() == code) {
              found[0] = line;
            }
          }
          return found[0] != null;
        });
    assertEquals(JobStatus.RUNNING, job.getJobStatus().get());
    return found[0];
  }

  @Test
  void shouldTellQuotaAndPermissionAndGoOnAfterwards() throws Exception {
    Configuration configuration =
        new Configuration()
            .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("0b"))
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "hdfs:///guest/checkpoints");
    try (LocalSession session =
        LocalSession.start(new LocalSettings(1, 2, 64 << 20, configuration.toMap()))) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration);
      env.setParallelism(2);
      env.enableCheckpointing(100);
      env.addSource(new Numbers())
          .keyBy(number -> number % 10)
          .reduce((a, b) -> a + b)
          .addSink(new DiscardingSink<>());
      JobClient job = session.submit(env.jobGraph("guest"));
      awaitCompleted(session, job);

      hdfs.setQuota(HOME, HdfsConstants.QUOTA_DONT_SET, 1 << 20);
      CheckpointReport.Line full = awaitFailure(session, job, ErrorCode.DISK_FULL);
      assertTrue(full.reason().contains("full or over its quota: The quota for"), full.reason());
      hdfs.setQuota(HOME, HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
      awaitCompleted(session, job);

      Path directory = new Path(HOME, "checkpoints/" + job.getJobID());
      hdfs.setPermission(directory, new FsPermission((short) 0500));
      CheckpointReport.Line forbidden = awaitFailure(session, job, ErrorCode.ACCESS_DENIED);
      assertTrue(forbidden.reason().contains("refuses access"), forbidden.reason());
      assertTrue(forbidden.reason().contains("user=guest"), forbidden.reason());
      hdfs.setPermission(directory, new FsPermission((short) 0755));
      awaitCompleted(session, job);
      job.cancel().get();
    }
  }
}
