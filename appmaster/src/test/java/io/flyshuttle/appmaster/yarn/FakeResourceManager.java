// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.ApplicationMasterProtocol;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateRequest;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.protocolrecords.FinishApplicationMasterRequest;
import org.apache.hadoop.yarn.api.protocolrecords.FinishApplicationMasterResponse;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterRequest;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceRequest;
import org.apache.hadoop.yarn.exceptions.ApplicationMasterNotRegisteredException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** A ResourceManager that does what the test says; remembers what it was asked. */
final class FakeResourceManager implements ApplicationMasterProtocol {
  private static final long TIMEOUT_SECONDS = 120;
  static final Resource SIZE = Resource.newInstance(1024, 1);

  private final ApplicationAttemptId attempt =
      ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1);
  private final BlockingQueue<AllocateRequest> requests = new LinkedBlockingQueue<>();
  private final List<Container> grants = new ArrayList<>();
  private final List<ContainerStatus> ends = new ArrayList<>();
  private long nextContainer = 2;
  private List<Container> left = List.of();
  private boolean forgetful;
  private int registrations;
  private FinalApplicationStatus finalStatus;

  /** An earlier attempt has left this container. */
  synchronized void leave(Container container) {
    left = List.of(container);
  }

  @Override
  public synchronized RegisterApplicationMasterResponse registerApplicationMaster(
      RegisterApplicationMasterRequest request) {
    registrations++;
    forgetful = false;
    RegisterApplicationMasterResponse response =
        org.apache.hadoop.yarn.util.Records.newRecord(RegisterApplicationMasterResponse.class);
    response.setMaximumResourceCapability(Resource.newInstance(8192, 8));
    response.setQueue("default");
    response.setContainersFromPreviousAttempts(left);
    return response;
  }

  @Override
  public synchronized AllocateResponse allocate(AllocateRequest request) throws YarnException {
    if (forgetful) {
      throw new ApplicationMasterNotRegisteredException("restarted");
    }
    if (!request.getAskList().isEmpty() || !request.getReleaseList().isEmpty()) {
      requests.add(request);
    }
    AllocateResponse response =
        AllocateResponse.newBuilder()
            .responseId(request.getResponseId() + 1)
            .allocatedContainers(List.copyOf(grants))
            .completedContainersStatuses(List.copyOf(ends))
            .availableResources(Resource.newInstance(512, 1))
            .updatedNodes(List.of())
            .nmTokens(List.of())
            .numClusterNodes(4)
            .build();
    grants.clear();
    ends.clear();
    return response;
  }

  @Override
  public synchronized FinishApplicationMasterResponse finishApplicationMaster(
      FinishApplicationMasterRequest request) {
    finalStatus = request.getFinalApplicationStatus();
    return FinishApplicationMasterResponse.newInstance(true);
  }

  /** The next heartbeat that asks for or releases something. */
  AllocateRequest awaitRequest() throws InterruptedException {
    AllocateRequest request = requests.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request within " + TIMEOUT_SECONDS + " s");
    }
    return request;
  }

  /** Grants a container for a request; returns its id. */
  synchronized ContainerId grant(ResourceRequest request) {
    return grant(request.getAllocationRequestId());
  }

  /** Grants a container with any allocation id. */
  synchronized ContainerId grant(long allocationId) {
    ContainerId id = ContainerId.newContainerId(attempt, nextContainer++);
    Container container =
        Container.newInstance(
            id, NodeId.newInstance("node", 1), "node:2", SIZE, Priority.newInstance(1), null);
    container.setAllocationRequestId(allocationId);
    grants.add(container);
    return id;
  }

  synchronized void end(ContainerId id, int status) {
    ends.add(ContainerStatus.newInstance(id, ContainerState.COMPLETE, "", status));
  }

  synchronized void restart() {
    forgetful = true;
  }

  synchronized int registrations() {
    return registrations;
  }

  synchronized FinalApplicationStatus finalStatus() {
    return finalStatus;
  }
}
