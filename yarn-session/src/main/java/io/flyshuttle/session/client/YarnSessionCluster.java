// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.ipc.RPC;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.ApplicationClientProtocol;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationReportRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationsRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationResponse;
import org.apache.hadoop.yarn.api.protocolrecords.GetQueueInfoRequest;
import org.apache.hadoop.yarn.api.protocolrecords.KillApplicationRequest;
import org.apache.hadoop.yarn.api.protocolrecords.SubmitApplicationRequest;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationResourceUsageReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueState;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ResourceManager, asked by YARN's client protocol itself: {@code YarnClient} loads twice as many
 * classes for the same calls, and a command is short.
 */
public final class YarnSessionCluster implements SessionCluster {
  private static final Logger LOG = LoggerFactory.getLogger(YarnSessionCluster.class);
  private static final int CONNECT_TIMEOUT_MILLIS = 1_500;
  private static final int MAX_WAIT_MILLIS = 3_000;
  private static final int MAX_FAILOVER_MILLIS = 8_000;
  private static final int RETRY_MILLIS = 1_000;

  private final Configuration hadoop;
  private final UserGroupInformation user;
  private volatile ApplicationClientProtocol resourceManager;

  /** Whether a call has come back: from then on a silent cluster is one that will come back. */
  private volatile boolean reached;

  private volatile boolean isPatient;

  private YarnSessionCluster(
      Configuration hadoop, ApplicationClientProtocol resourceManager, UserGroupInformation user) {
    this.hadoop = hadoop;
    this.resourceManager = resourceManager;
    this.user = user;
  }

  /** The cluster that {@code hadoop} describes. Nothing is asked yet. */
  public static YarnSessionCluster of(Configuration hadoop) {
    Configuration hasty = new Configuration(hadoop);
    // A command that cannot reach its cluster says so in seconds; Hadoop would try for 15 minutes.
    // YARN's client tries again by itself, so the connection below it must not: their numbers
    // multiply. Two ResourceManagers may just be changing places.
    boolean several = hadoop.getBoolean(YarnConfiguration.RM_HA_ENABLED, false);
    hasty.setInt(
        YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS,
        several ? MAX_FAILOVER_MILLIS : MAX_WAIT_MILLIS);
    hasty.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, RETRY_MILLIS);
    hasty.setInt("ipc.client.connect.max.retries", 0);
    hasty.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
    hasty.setInt("ipc.client.connect.timeout", CONNECT_TIMEOUT_MILLIS);
    try {
      return new YarnSessionCluster(
          hadoop,
          ClientRMProxy.createRMProxy(hasty, ApplicationClientProtocol.class),
          UserGroupInformation.getCurrentUser());
    } catch (IOException | IllegalArgumentException e) {
      throw unreachable(hadoop, e);
    }
  }

  @Override
  public List<SessionReport> sessions() {
    GetApplicationsRequest request =
        GetApplicationsRequest.newInstance(
            Set.of(APPLICATION_TYPE),
            EnumSet.of(
                YarnApplicationState.NEW,
                YarnApplicationState.NEW_SAVING,
                YarnApplicationState.SUBMITTED,
                YarnApplicationState.ACCEPTED,
                YarnApplicationState.RUNNING));
    List<ApplicationReport> reports =
        ask(() -> resourceManager.getApplications(request).getApplicationList());
    List<SessionReport> sessions = new ArrayList<>();
    for (ApplicationReport report : reports) {
      sessions.add(sessionReport(report));
    }
    return sessions;
  }

  @Override
  public Optional<SessionReport> report(String applicationId) {
    ApplicationId id = parse(applicationId);
    return ask(
        () -> {
          try {
            return Optional.of(
                sessionReport(
                    resourceManager
                        .getApplicationReport(GetApplicationReportRequest.newInstance(id))
                        .getApplicationReport()));
          } catch (ApplicationNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public NewApplication newApplication() {
    GetNewApplicationResponse response =
        ask(() -> resourceManager.getNewApplication(GetNewApplicationRequest.newInstance()));
    return new NewApplication(
        response.getApplicationId().toString(),
        response.getMaximumResourceCapability().getMemorySize(),
        response.getMaximumResourceCapability().getVirtualCores());
  }

  @Override
  public Optional<Queue> queue(String name) {
    return ask(
        () -> {
          try {
            QueueInfo info =
                resourceManager
                    .getQueueInfo(GetQueueInfoRequest.newInstance(name, false, true, false))
                    .getQueueInfo();
            return Optional.ofNullable(info).map(YarnSessionCluster::queue);
          } catch (YarnException | RemoteException e) {
            return Optional.empty(); // the ResourceManager's way to say that it knows no such queue
          }
        });
  }

  @Override
  public List<Queue> queues() {
    QueueInfo root =
        ask(
            () ->
                resourceManager
                    .getQueueInfo(GetQueueInfoRequest.newInstance("root", false, true, true))
                    .getQueueInfo());
    List<Queue> leaves = new ArrayList<>();
    collectLeaves(root, leaves);
    return leaves;
  }

  private static void collectLeaves(QueueInfo info, List<Queue> leaves) {
    if (info == null) {
      return;
    }
    Queue queue = queue(info);
    if (queue.leaf()) {
      leaves.add(queue);
    } else {
      info.getChildQueues().forEach(child -> collectLeaves(child, leaves));
    }
  }

  private static Queue queue(QueueInfo info) {
    return new Queue(
        info.getQueueName(),
        info.getQueueState() == QueueState.RUNNING,
        info.getChildQueues() == null || info.getChildQueues().isEmpty());
  }

  @Override
  public void submit(ApplicationSubmissionContext submission) {
    try {
      call(
          () ->
              resourceManager.submitApplication(SubmitApplicationRequest.newInstance(submission)));
    } catch (YarnException e) {
      throw new FlyshuttleException(
          ErrorCode.QUEUE_NOT_USABLE, "YARN refused the session: " + oneLine(e.getMessage()), e);
    } catch (IOException e) {
      throw unreachable(hadoop, e);
    }
  }

  @Override
  public void kill(String applicationId, String reason) {
    KillApplicationRequest request = KillApplicationRequest.newInstance(parse(applicationId));
    request.setDiagnostics(reason);
    ask(() -> resourceManager.forceKillApplication(request));
  }

  @Override
  public String tokenRenewer() {
    try {
      return YarnClientUtils.getRmPrincipal(hadoop);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "yarn-site.xml does not say who the ResourceManager is, who has to renew the session's"
              + " tokens ("
              + YarnConfiguration.RM_PRINCIPAL
              + ")",
          e);
    }
  }

  @Override
  public String user() {
    return user.getShortUserName();
  }

  @Override
  public void close() {
    RPC.stopProxy(resourceManager);
  }

  /** A call that fails as YARN's or the network's do. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws YarnException, IOException;
  }

  private <T> T ask(Question<T> question) {
    try {
      return call(question);
    } catch (YarnException e) {
      throw new FlyshuttleException(
          ErrorCode.ACCESS_DENIED, "YARN refused: " + oneLine(e.getMessage()), e);
    } catch (IOException e) {
      throw unreachable(hadoop, e);
    }
  }

  /**
   * A call that may be repeated, as all of this class may be. One that finds nobody after others
   * did is repeated with the cluster's own patience: a ResourceManager that restarts comes back.
   */
  private <T> T call(Question<T> question) throws YarnException, IOException {
    try {
      T answer = question.ask();
      reached = true;
      return answer;
    } catch (IOException e) {
      if (!reached || isPatient || e instanceof RemoteException) {
        throw e;
      }
      LOG.info("The ResourceManager does not answer any more; trying on", e);
      RPC.stopProxy(resourceManager);
      resourceManager = ClientRMProxy.createRMProxy(hadoop, ApplicationClientProtocol.class);
      isPatient = true;
      return question.ask();
    }
  }

  private static FlyshuttleException unreachable(Configuration hadoop, Exception cause) {
    InetSocketAddress address =
        hadoop.getSocketAddr(
            YarnConfiguration.RM_ADDRESS,
            YarnConfiguration.DEFAULT_RM_ADDRESS,
            YarnConfiguration.DEFAULT_RM_PORT);
    boolean configured = hadoop.getResource("yarn-site.xml") != null;
    return new FlyshuttleException(
        ErrorCode.CLUSTER_UNREACHABLE,
        "no ResourceManager answers at "
            + address.getHostString()
            + ':'
            + address.getPort()
            + (configured
                ? ": is the cluster up, and is HADOOP_CONF_DIR the right one?"
                : ": HADOOP_CONF_DIR does not name a directory with yarn-site.xml"),
        cause);
  }

  private static ApplicationId parse(String applicationId) {
    try {
      return ApplicationId.fromString(applicationId);
    } catch (IllegalArgumentException e) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_COMMAND_LINE,
          "\""
              + applicationId
              + "\" is not an application id; one looks like application_1700000000000_0001",
          e);
    }
  }

  private static SessionReport sessionReport(ApplicationReport report) {
    ApplicationResourceUsageReport usage = report.getApplicationResourceUsageReport();
    // the ApplicationMaster registers before its web server listens, and then tells its address
    InetSocketAddress address = address(report.getOriginalTrackingUrl());
    return new SessionReport(
        report.getApplicationId().toString(),
        text(report.getName()),
        text(report.getUser()),
        text(report.getQueue()),
        report.getYarnApplicationState().name(),
        String.valueOf(report.getFinalApplicationStatus()),
        text(report.getDiagnostics()),
        address == null ? "" : address.getHostString(),
        address == null ? -1 : address.getPort(),
        text(report.getTrackingUrl()),
        report.getApplicationTags() == null ? Set.of() : Set.copyOf(report.getApplicationTags()),
        report.getStartTime(),
        usage == null ? 0 : Math.max(0, usage.getNumUsedContainers()),
        usage == null || usage.getUsedResources() == null
            ? 0
            : usage.getUsedResources().getMemorySize());
  }

  private static InetSocketAddress address(String url) {
    String text = text(url);
    if (text.isEmpty()) {
      return null;
    }
    URI uri = URI.create(text.contains("://") ? text : "http://" + text);
    return uri.getHost() == null || uri.getPort() < 0
        ? null
        : InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort());
  }

  private static String text(String textOrNull) {
    return textOrNull == null || textOrNull.equals("N/A") ? "" : textOrNull;
  }

  static String oneLine(String text) {
    if (text == null) {
      return "no reason given";
    }
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
