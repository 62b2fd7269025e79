// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All views write and read the same bytes, wherever segments end. */
final class ViewsTest {

  private static void write(DataOutputView out, long seed, int count) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(12)) {
        case 0 -> out.writeByte(random.nextInt());
        case 1 -> out.writeShort(random.nextInt());
        case 2 -> out.writeChar(random.nextInt());
        case 3 -> out.writeInt(random.nextInt());
        case 4 -> out.writeLong(random.nextLong());
        case 5 -> out.writeFloat(random.nextFloat());
        case 6 -> out.writeDouble(random.nextDouble());
        case 7 -> out.writeBoolean(random.nextBoolean());
        case 8 -> out.writeUTF(text(random));
        case 9 -> out.write(bytes(random));
        case 10 -> out.writeChars(text(random));
        default -> {
          byte[] bytes = bytes(random);
          out.write(new DataInputDeserializer(bytes), bytes.length);
        }
      }
    }
  }

  private static void check(DataInputView in, long seed, int count) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(12)) {
        case 0 -> assertEquals((byte) random.nextInt(), in.readByte());
        case 1 -> assertEquals((short) random.nextInt(), in.readShort());
        case 2 -> assertEquals((char) random.nextInt(), in.readChar());
        case 3 -> assertEquals(random.nextInt(), in.readInt());
        case 4 -> assertEquals(random.nextLong(), in.readLong());
        case 5 -> assertEquals(random.nextFloat(), in.readFloat());
        case 6 -> assertEquals(random.nextDouble(), in.readDouble());
        case 7 -> assertEquals(random.nextBoolean(), in.readBoolean());
        case 8 -> assertEquals(text(random), in.readUTF());
        case 10 -> {
          String text = text(random);
          for (int c = 0; c < text.length(); c++) {
            assertEquals(text.charAt(c), in.readChar());
          }
        }
        default -> {
          byte[] expected = bytes(random);
          byte[] found = new byte[expected.length];
          in.readFully(found);
          assertArrayEquals(expected, found);
        }
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
    }
    return text.toString();
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void shouldRoundTripThroughAnArray() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1);
    write(out, 1, 3000);
    check(new DataInputDeserializer(out.getCopyOfBuffer()), 1, 3000);
    check(new DataInputDeserializer(out.wrapAsByteBuffer()), 1, 3000);
  }

  @Test
  void shouldWriteTheSameBytesAsAStream() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputViewStreamWrapper stream = new DataOutputViewStreamWrapper(bytes);
    write(out, 2, 3000);
    write(stream, 2, 3000);
    stream.skipBytesToWrite(5000);
    assertEquals(out.length() + 5000, bytes.size());
    DataInputViewStreamWrapper in =
        new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes.toByteArray()));
    check(in, 2, 3000);
    in.skipBytesToRead(5000);
    assertThrows(EOFException.class, () -> in.skipBytesToRead(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 16, 61, 4096})
  void shouldRoundTripOverSegmentsOfAnySize(int segmentSize) throws IOException {
    for (boolean offHeap : new boolean[] {false, true}) {
      SegmentOutputView out =
          new SegmentOutputView(
              segmentSize,
              () ->
                  offHeap
                      ? MemorySegment.allocateOffHeap(segmentSize)
                      : MemorySegment.allocateHeap(segmentSize));
      write(out, 3, 1000);
      long middle = out.position();
      write(out, 4, 1000);
      SegmentInputView in = out.toInput();
      check(in, 3, 1000);
      assertEquals(middle, in.position());
      check(in, 4, 1000);
      assertEquals(0, in.remaining());
      assertThrows(EOFException.class, in::readByte);
      assertEquals(-1, in.read(new byte[3]));
      in.setReadPosition(middle);
      check(in, 4, 1000);
      in.setReadPosition(0);
      check(in, 3, 1000);
      out.setWritePosition(middle);
      write(out, 5, 900);
      in.setReadPosition(middle);
      check(out.toInput(), 3, 1000);
    }
  }

  @Test
  void shouldSayThatMemoryIsUsedUpAndKeepWhatIsWritten() throws IOException {
    SegmentPool pool = new SegmentPool(64, 16, false, false);
    SegmentPool.Share share = pool.share(48, "sorter");
    SegmentOutputView out = new SegmentOutputView(share);
    for (int i = 0; i < 5; i++) {
      out.writeLong(i);
    }
    long lastWhole = out.position();
    assertThrows(EOFException.class, () -> out.write(new byte[20]));
    out.setWritePosition(lastWhole);
    SegmentInputView in = out.toInput();
    for (int i = 0; i < 5; i++) {
      assertEquals(i, in.readLong());
    }
    share.release(out.detach());
    assertEquals(0, share.close());
    assertEquals(0, pool.lentSegments());
  }

  @Test
  void shouldLetRecordsOutgrowAForeignTarget() throws IOException {
    byte[] target = new byte[20];
    DataOutputSerializer out = new DataOutputSerializer(4);
    out.setTarget(target, 10, 20);
    out.writeLong(1);
    assertFalse(out.spilled());
    assertEquals(8, out.length());
    out.writeLong(2);
    assertTrue(out.spilled());
    assertEquals(16, out.length());
    DataInputDeserializer in = new DataInputDeserializer(out.getSharedBuffer(), 0, 16);
    assertEquals(1, in.readLong());
    assertEquals(2, in.readLong());
    out.setTarget(target, 0, 20);
    out.writeUTF("again");
    assertFalse(out.spilled());
    assertEquals("again", new DataInputDeserializer(target).readUTF());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldRoundTripThroughASpillFile(boolean offHeap, @TempDir Path directory)
      throws IOException {
    LocalSpillDirectories directories = new LocalSpillDirectories(List.of(directory));
    SpillFile file = SpillFile.create(directories, "run");
    MemorySegment block =
        offHeap ? MemorySegment.allocateOffHeap(4096) : MemorySegment.allocateHeap(4096);
    try (SpillOutputView out = file.output(block)) {
      write(out, 6, 20_000);
    }
    for (int i = 0; i < 2; i++) {
      SpillInputView in = file.input();
      check(in, 6, 20_000);
      assertTrue(in.atEnd());
      assertThrows(EOFException.class, in::readByte);
    }
    file.close();
    assertFalse(Files.exists(file.path()));
  }

  /** Whatever byte of a file changes, lengths and checksums among them. */
  @Test
  void shouldNoticeDamageOfAnyByte(@TempDir Path directory) throws IOException {
    try (SpillFile file = SpillFile.create(directory::resolve, "damaged")) {
      byte[] text = "all the same, all the same, all the same".repeat(4).getBytes();
      byte[] noise = new byte[100];
      new Random(7).nextBytes(noise);
      file.append(text, 0, text.length);
      long second = file.length();
      file.append(noise, 0, noise.length);
      byte[] right = Files.readAllBytes(file.path());
      byte[] room = new byte[1000];
      for (int at = 0; at < right.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] wrong = right.clone();
          wrong[at] ^= (byte) (1 << bit);
          Files.write(file.path(), wrong);
          SpillFile.Reader reader = file.reader(0, file.length());
          FlyshuttleException found =
              assertThrows(
                  FlyshuttleException.class,
                  () -> {
                    for (int length = reader.nextLength(); length >= 0; ) {
                      assertTrue(length <= 256 * right.length, "room for " + length + " bytes");
                      reader.next(new byte[Math.max(length, room.length)], 0);
                      length = reader.nextLength();
                    }
                  },
                  "bit " + bit + " of byte " + at);
          assertEquals(ErrorCode.SPILL_FILE_DAMAGED, found.code());
          assertTrue(found.getMessage().contains(file.path().toString()), found.getMessage());
        }
      }
      Files.write(file.path(), Arrays.copyOf(right, right.length - 1));
      try (SpillFile.BlockReader reader = file.blockReader()) {
        assertEquals(
            ErrorCode.SPILL_FILE_DAMAGED,
            assertThrows(
                    FlyshuttleException.class,
                    () -> reader.read(second, (int) (right.length - second)))
                .code());
      }
    }
  }

  @Test
  void shouldCompressAndNoticeDamage(@TempDir Path directory) throws IOException {
    SpillFile file = SpillFile.create(directory::resolve, "blocks");
    byte[] zeros = new byte[10_000];
    byte[] noise = new byte[10_000];
    new Random(7).nextBytes(noise);
    file.append(zeros, 0, zeros.length);
    long second = file.length();
    assertTrue(second < 200);
    file.append(noise, 0, noise.length);
    assertEquals(BlockCodec.HEADER_LENGTH + noise.length, file.length() - second);
    try (SpillFile.BlockReader reader = file.blockReader()) {
      assertArrayEquals(noise, reader.read(second, (int) (file.length() - second)));
      assertArrayEquals(zeros, reader.read(0, (int) second));
      try (RandomAccessFile damage = new RandomAccessFile(file.path().toFile(), "rw")) {
        damage.seek(second + 5000);
        damage.write(noise[5000 - 12] + 1);
      }
      FlyshuttleException found =
          assertThrows(
              FlyshuttleException.class, () -> reader.read(second, (int) (file.length() - second)));
      assertEquals(ErrorCode.SPILL_FILE_DAMAGED, found.code());
    }
    file.close();
  }
}
