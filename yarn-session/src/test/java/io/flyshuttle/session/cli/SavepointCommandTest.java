// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.RestorePlan.Fate;
import io.flyshuttle.core.checkpoint.RestorePlan.Line;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.MetadataCodec;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.core.state.OperatorStateSnapshot.Entry;
import io.flyshuttle.core.state.OperatorStateSnapshot.Mode;
import io.flyshuttle.session.client.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SavepointCommandTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Console console = new Console(new PrintStream(results), new PrintStream(messages));

  private void writeSavepoint() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    new OperatorStateSnapshot(
            List.of(
                new Entry("offsets", Mode.SPLIT, new byte[0], List.of(new byte[3], new byte[4]))))
        .write(out);
    byte[] bytes = out.getCopyOfBuffer();
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    OperatorID id = new OperatorID(1, 2);
    StateBlob blob = new StateBlob(bytes, "", 0, bytes.length, (int) checksum.getValue());
    OperatorState source =
        new OperatorState(
            id,
            "the-source",
            "Source: numbers",
            1,
            128,
            List.of(new OperatorSnapshot(id, null, blob, false)),
            List.of());
    CheckpointMetadata metadata =
        new CheckpointMetadata(
            4, 1_700_000_000_000L, CheckpointKind.SAVEPOINT, new JobID(), "sums", List.of(source));
    Files.write(directory.resolve("_metadata"), MetadataCodec.toBytes(metadata));
  }

  private io.flyshuttle.core.file.Path path() {
    return new io.flyshuttle.core.file.Path(directory.toUri().toString());
  }

  @Test
  void shouldShowWhatASavepointHolds() throws IOException {
    writeSavepoint();
    String shown = String.join("\n", InspectCommand.inspect(path()));
    assertTrue(shown.contains("SAVEPOINT 4 of job \"sums\""), shown);
    assertTrue(shown.contains("\"Source: numbers\" uid \"the-source\""), shown);
    assertTrue(shown.contains("SPLIT \"offsets\": 2 elements, 7 bytes"), shown);
  }

  @Test
  void whenThePathHoldsNoneThenItSaysSo() {
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> InspectCommand.inspect(path()));
    assertEquals(ErrorCode.CHECKPOINT_NOT_FOUND, refused.code());
  }

  @Test
  void whenABitIsFlippedAnywhereThenItIsFound() throws IOException {
    writeSavepoint();
    Path file = directory.resolve("_metadata");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      FlyshuttleException refused =
          assertThrows(FlyshuttleException.class, () -> InspectCommand.inspect(path()));
      assertEquals(ErrorCode.CHECKPOINT_DAMAGED, refused.code(), "byte " + i);
    }
  }

  @Test
  void shouldOfferAMappingByName() {
    OperatorID old = new OperatorID(1, 1);
    OperatorID next = new OperatorID(1, 2);
    OperatorID other = new OperatorID(1, 3);
    List<Line> plan =
        List.of(
            new Line(Fate.REFUSED, old, null, "", "Sum", "gone"),
            new Line(Fate.FRESH, null, next, "sum", "Sum", ""),
            new Line(Fate.FRESH, null, other, "", "Map", ""));
    String offer = ExplainCommand.offer(plan);
    assertTrue(offer.contains(old + "=sum\n"), offer);
    assertTrue(ExplainCommand.explain(plan).get(0).contains("REFUSED: gone"));
    assertEquals("", ExplainCommand.offer(plan.subList(1, 3)));
  }

  @Test
  void whenAMissingPartMakesNoSenseThenTheLineSaysWhatIsMissing() {
    assertEquals(ExitStatus.USAGE, Main.run(console, "savepoint", "17"));
    assertEquals(ExitStatus.USAGE, Main.run(console, "stop", "17", "--drain"));
    assertEquals(ExitStatus.USAGE, Main.run(console, "cancel", "-s"));
    assertEquals(ExitStatus.USAGE, Main.run(console, "checkpoint", "17", "--list"));
    assertEquals(ExitStatus.USAGE, Main.run(console, "backpressure", "17"));
  }

  @Test
  void shouldShowWhatATaskDidForACheckpoint() throws Exception {
    JsonTree done =
        JsonTree.parse(
            "{\"state\":\"ACKNOWLEDGED\",\"task\":\"Map (1/2)\",\"worker\":\"w\",\"acknowledgedMillis\":9,"
                + "\"startDelayMillis\":1,\"alignmentMillis\":2,\"syncMillis\":3,\"asyncMillis\":4,"
                + "\"bytes\":5}");
    assertEquals(
        "ACKNOWLEDGED\tMap (1/2)\tw\tafter 9 ms: start delay 1 ms, alignment 2 ms, sync 3 ms,"
            + " async 4 ms, 5 bytes",
        CheckpointCommand.task(done));
    JsonTree missing =
        JsonTree.parse(
            "{\"state\":\"MISSING\",\"task\":\"Sink (2/2)\",\"worker\":\"w\",\"doing\":\"writing\"}");
    assertEquals("MISSING\tSink (2/2)\tw\twriting", CheckpointCommand.task(missing));
  }

  @Test
  void shouldShowATasksSharesOfItsTimeInOneLine() throws Exception {
    JsonTree vertex = JsonTree.parse("{\"name\":\"Sink\",\"parallelism\":4}");
    JsonTree subtask =
        JsonTree.parse(
            "{\"index\":1,\"busyMillisPerSecond\":981,\"idleMillisPerSecond\":19,"
                + "\"backpressuredMillisPerSecond\":0,\"queuedInBytes\":77,"
                + "\"queuedOutBytes\":0,\"worker\":\"w-1\"}");
    assertEquals(
        "busy 98 %\tidle 2 %\tbackpressured 0 %\t77 bytes in\t0 bytes out\tSink (2/4)\tw-1",
        BackpressureCommand.line(vertex, subtask));
  }
}
