// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.InFlight;
import io.flyshuttle.worker.buffer.NetworkBufferPool;
import io.flyshuttle.worker.partition.PartitionRegistry;
import io.flyshuttle.worker.partition.PipelinedPartition;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InputGateTest {
  private static final String WORKER = "worker-1";

  private final NetworkBufferPool buffers = new NetworkBufferPool(1 << 20, 1 << 10);
  private final PartitionRegistry partitions = new PartitionRegistry(1_000);

  private PipelinedPartition partition() {
    PartitionID id = new PartitionID(new AttemptID(new JobID(1, 2), 0, 0, 0), 0);
    PipelinedPartition partition =
        new PipelinedPartition(id, 1, buffers.createPool(1, 8, "test"), () -> {});
    partitions.register(partition);
    return partition;
  }

  private InputGate gateOf(PipelinedPartition partition) {
    ChannelSpec channel = new ChannelSpec(partition.id(), 0, WORKER, "localhost", 0);
    InputGate gate =
        new InputGate(
            0,
            List.of(new InputSpec(0, ExchangeMode.PIPELINED, "producer", List.of(channel))),
            new InputGate.Environment(
                WORKER, buffers, partitions, null, 0, InputGate.Debloat.off()),
            "test",
            () -> {});
    gate.start();
    return gate;
  }

  private static AtomicBoolean saved(InputGate gate) {
    InFlight inFlight = new InFlight(true);
    gate.save(1, inFlight);
    AtomicBoolean done = new AtomicBoolean();
    inFlight.whenDone(() -> done.set(true));
    return done;
  }

  @Test
  void whileAChannelIsOpenASnapshotWaitsForItsBarrierOrEnd() throws Exception {
    PipelinedPartition partition = partition();
    InputGate gate = gateOf(partition);
    AtomicBoolean done = saved(gate);
    assertFalse(done.get());
    partition.finish();
    assertNotNull(gate.poll());
    assertTrue(done.get());
  }

  @Test
  void whenTheEndOfAChannelIsBeingReadThenASnapshotDoesNotWaitForIt() throws Exception {
    PipelinedPartition partition = partition();
    InputGate gate = gateOf(partition);
    partition.finish();
    assertNotNull(gate.poll());
    assertFalse(gate.isEnded(), "the slice is still being read");
    assertTrue(saved(gate).get());
    assertNull(gate.poll());
  }
}
